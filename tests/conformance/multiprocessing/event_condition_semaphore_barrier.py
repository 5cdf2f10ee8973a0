from multiprocessing import Barrier, Condition, Event, Process, Queue, Semaphore, Value
import time

def wait_for_event(event, q):
    q.put(('early', event.wait(0.05)))
    q.put(('late', event.wait()))

def use(sem, active, peak):
    with sem:
        with active.get_lock():
            active.value += 1
            peak.value = max(peak.value, active.value)
        time.sleep(0.1)
        with active.get_lock():
            active.value -= 1

def at_barrier(barrier, q, n):
    time.sleep(0.05 * n)
    q.put((n, barrier.wait() in range(3)))

def wait_condition(cond, ready, q):
    with cond:
        cond.wait_for(lambda: ready.value)
        q.put('condition met')

if __name__ == '__main__':
    q = Queue()
    event = Event()
    p = Process(target=wait_for_event, args=(event, q))
    p.start()
    print(q.get(), event.is_set())
    event.set()
    print(q.get(), event.is_set())
    p.join()
    sem, active, peak = Semaphore(2), Value('i', 0), Value('i', 0)
    ps = [Process(target=use, args=(sem, active, peak)) for _ in range(4)]
    [p.start() for p in ps]
    [p.join() for p in ps]
    print('peak', peak.value, 'active', active.value)
    barrier = Barrier(3)
    ps = [Process(target=at_barrier, args=(barrier, q, n)) for n in range(3)]
    [p.start() for p in ps]
    print(sorted(q.get() for _ in ps))
    [p.join() for p in ps]
    cond, ready = Condition(), Value('b', False)
    p = Process(target=wait_condition, args=(cond, ready, q))
    p.start()
    time.sleep(0.1)
    with cond:
        ready.value = True
        cond.notify_all()
    print(q.get())
    p.join()
