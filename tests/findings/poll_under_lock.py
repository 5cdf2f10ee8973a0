# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# ///
"""Looking again and again, each time under the lock, until the other has finished."""
import threading

lock = threading.Lock()
done = False

def work():
    global done
    with lock:
        done = True

worker = threading.Thread(target=work)
worker.start()
while True:
    with lock:
        if done:
            break
worker.join()
print('done')
