from multiprocessing import Manager, Process

def worker(q, lock, event, shared):
    event.wait()
    with lock:
        shared['count'] = shared['count'] + 1
    q.put(shared['count'] > 0)

if __name__ == '__main__':
    manager = Manager()
    q, lock, event = manager.Queue(), manager.Lock(), manager.Event()
    shared = manager.dict(count=0)
    processes = [Process(target=worker, args=(q, lock, event, shared)) for _ in range(3)]
    for p in processes:
        p.start()
    print('before the event:', shared['count'], q.qsize())
    event.set()
    for p in processes:
        p.join()
    print(shared['count'], [q.get() for _ in range(3)], q.empty(), event.is_set())
    manager.shutdown()
    print('manager is down')
