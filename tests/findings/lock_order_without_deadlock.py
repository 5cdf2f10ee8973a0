# /// script
# [tool.timeslice.expect]
# findings = ["lock_order"]
# lines = [15, 20]
# python = "any"
# ///
"""Opposite orders that cannot meet today, because one thread starts after the other has ended."""
import threading

lock_a = threading.Lock()
lock_b = threading.Lock()

def forward():
    with lock_a:
        with lock_b:
            print('forward')

def backward():
    with lock_b:
        with lock_a:
            print('backward')

for f in (forward, backward):
    t = threading.Thread(target=f)
    t.start()
    t.join()
