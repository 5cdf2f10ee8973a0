# /// script
# [tool.timeslice.expect]
# findings = ["race"]
# lines = [15, 19]
# python = "any"
# also = ["outcome"]
# ///
"""The result is read before the thread was joined."""
import threading

result = 0

def compute():
    global result
    result = 6 * 7

t = threading.Thread(target=compute)
t.start()
print(result)
