# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""What happens before start() is seen by the thread, what it did is seen after join()."""
import threading

value = 1

def double():
    global value
    value *= 2

value = 10
first = threading.Thread(target=double)
first.start()
first.join()
value += 1
second = threading.Thread(target=double)
second.start()
second.join()
print(value)
