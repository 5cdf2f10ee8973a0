# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Two threads take two locks in one order."""
import threading

lock_a = threading.Lock()
lock_b = threading.Lock()
done = 0

def work():
    global done
    with lock_a:
        with lock_b:
            done += 1

threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(done)
