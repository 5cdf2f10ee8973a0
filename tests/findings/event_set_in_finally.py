# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The worker sets the event whatever happens."""
import threading

done = threading.Event()
config = {}

def worker():
    try:
        config['result'] = 10 // len(config)
    except ZeroDivisionError:
        config['result'] = None
    finally:
        done.set()

t = threading.Thread(target=worker)
t.start()
done.wait()
t.join()
print(config)
