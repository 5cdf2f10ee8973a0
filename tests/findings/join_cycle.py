# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [14, 18]
# python = "any"
# ///
"""Two threads join each other."""
import threading

ready = threading.Event()

def one():
    ready.wait()
    second.join()

def two():
    ready.wait()
    first.join()

first = threading.Thread(target=one)
second = threading.Thread(target=two)
first.start()
second.start()
ready.set()
first.join()
print('never')
