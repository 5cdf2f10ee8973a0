# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [20]
# python = "any"
# also = ["exception"]
# ///
"""The worker fails before it sets the event that the main thread waits for."""
import threading

done = threading.Event()
config = {}

def worker():
    config['result'] = 10 // len(config)
    done.set()

t = threading.Thread(target=worker)
t.start()
done.wait()
t.join()
print(config)
