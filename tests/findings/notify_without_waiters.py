# /// script
# [tool.timeslice.expect]
# findings = ["lost_wakeup", "deadlock"]
# lines = [14, 18]
# python = "any"
# ///
"""A notify is not remembered: if the waiter comes later, it sleeps for ever."""
import threading

condition = threading.Condition()

def waiter():
    with condition:
        condition.wait()

def notifier():
    with condition:
        condition.notify()

threads = [threading.Thread(target=f) for f in (waiter, notifier)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('done')
