# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [17, 23]
# python = "any"
# also = ["lost_wakeup"]
# ///
"""Two threads wait for one announcement, but only one of them is told."""
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
        condition.notify()

threads = [threading.Thread(target=f) for f in (runner, runner, starter)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all started')
