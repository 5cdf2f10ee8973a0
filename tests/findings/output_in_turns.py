# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""A semaphore makes the second line wait for the first."""
import threading

turn = threading.Semaphore(0)

def hello():
    print('hello')
    turn.release()

def world():
    turn.acquire()
    print('world')

threads = [threading.Thread(target=f) for f in (world, hello)]
for t in threads:
    t.start()
for t in threads:
    t.join()
