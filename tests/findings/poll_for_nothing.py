# /// script
# [tool.timeslice.expect]
# findings = ["livelock"]
# lines = [20, 21]
# python = "any"
# ///
"""The worker forgets to say that it has finished: whoever polls for that polls for ever."""
import threading

lock = threading.Lock()
done = False
results = []

def work():
    with lock:
        results.append(1)

worker = threading.Thread(target=work)
worker.start()
while True:
    with lock:
        if done:
            break
worker.join()
