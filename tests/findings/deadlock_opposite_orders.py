# /// script
# [tool.timeslice.expect]
# findings = ["deadlock", "lock_order"]
# lines = [15, 20]
# python = "any"
# ///
"""Two threads take two locks in opposite orders."""
import threading

lock_a = threading.Lock()
lock_b = threading.Lock()

def first():
    with lock_a:
        with lock_b:
            pass

def second():
    with lock_b:
        with lock_a:
            pass

threads = [threading.Thread(target=f) for f in (first, second)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('done')
