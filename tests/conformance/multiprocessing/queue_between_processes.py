from multiprocessing import Process, Queue
import queue

def producer(q):
    for item in ('a', {'b': 2}, [1, 2], None):
        q.put(item)

def consumer(q, out):
    while (item := q.get()) is not None:
        out.put(('seen', item))
    out.put('end')

if __name__ == '__main__':
    q, out = Queue(), Queue()
    p, c = Process(target=producer, args=(q,)), Process(target=consumer, args=(q, out))
    p.start()
    c.start()
    while (message := out.get()) != 'end':
        print(message)
    p.join()
    c.join()
    print(q.empty())
    try:
        q.get(timeout=0.1)
    except queue.Empty:
        print('Empty')
    try:
        q.get_nowait()
    except queue.Empty:
        print('Empty again')
    bounded = Queue(1)
    bounded.put(1)
    try:
        bounded.put(2, timeout=0.1)
    except queue.Full:
        print('Full', bounded.full())
    print(bounded.get())
