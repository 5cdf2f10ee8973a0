# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The inner lock is never held while waiting for the outer one."""
import threading

lock_a = threading.Lock()
lock_b = threading.Lock()
a = b = 0

def forward():
    global a, b
    with lock_a:
        a += 1
        with lock_b:
            b += 1

def separate():
    global a, b
    with lock_b:
        b += 1
    with lock_a:
        a += 1

threads = [threading.Thread(target=f) for f in (forward, separate)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(a, b)
