import sched
import time

start = time.monotonic()
scheduler = sched.scheduler(time.monotonic, time.sleep)
log = []

def event(name, n=0):
    log.append((name, n, round(time.monotonic() - start, 1)))

scheduler.enter(0.3, 1, event, argument=('late',))
scheduler.enter(0.1, 2, event, argument=('low priority',), kwargs={'n': 2})
scheduler.enterabs(start + 0.2, 1, event, ('absolute',))
cancelled = scheduler.enter(0.15, 1, event, ('never',))
print(len(scheduler.queue), scheduler.empty())
scheduler.cancel(cancelled)
try:
    scheduler.cancel(cancelled)
except ValueError as e:
    print('already gone')
scheduler.run()
print([name for name, *_ in log], [n for _, n, _ in log], scheduler.empty())

virtual = [0]
def clock():
    return virtual[0]
def delay(n):
    virtual[0] += n
s = sched.scheduler(clock, delay)
s.enter(10, 2, print, ('second at equal time', 10))
s.enter(10, 1, print, ('first at equal time',))
s.enter(5, 1, lambda: s.enter(1, 1, print, ('nested at', 6)))
s.run()
print('clock', virtual[0])
print(s.run(blocking=False))
