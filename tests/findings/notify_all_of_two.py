# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Two threads wait for one announcement and both are told."""
import threading

condition = threading.Condition()
started = False

def runner():
    with condition:
        while not started:
            condition.wait()

def starter():
    global started
    with condition:
        started = True
        condition.notify_all()

threads = [threading.Thread(target=f) for f in (runner, runner, starter)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all started')
