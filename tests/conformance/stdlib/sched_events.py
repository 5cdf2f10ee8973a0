"""sched.scheduler: priorities, cancelling, not blocking."""
import sched, time
s = sched.scheduler(time.time, time.sleep)
def print_event(name, start):
    print('EVENT:', name, round(time.time() - start, 1))
start = time.time()
e1 = s.enter(0.1, 1, print_event, ('first', start))
s.enter(0.1, 0, print_event, argument=('prio', start))
e = s.enter(0.2, 1, print_event, kwargs={'name': 'second', 'start': start})
print(len(s.queue), s.empty(), type(e1).__name__, e1.priority, e1.argument[0])
s.cancel(e)
try: s.cancel(e)
except ValueError as ex: print('VE', ex)
print(s.run(blocking=False) is not None)
s.enterabs(start + 0.15, 1, print_event, ('abs', start))
s.run()
print(s.empty(), s.queue)
