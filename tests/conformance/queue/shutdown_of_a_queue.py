import queue
import threading

q = queue.Queue()
for i in range(3):
    q.put(i)
q.shutdown()
try:
    q.put(99)
except queue.ShutDown as e:
    print('put:', repr(e))
print(q.get(), q.get(), q.get())
try:
    q.get()
except queue.ShutDown as e:
    print('get:', repr(e))

q = queue.Queue()
q.put('lost')
log = []

def waiter():
    q2.join()
    log.append('join returned')

def blocked():
    try:
        q3.get()
    except queue.ShutDown:
        log.append('blocked getter was told')

q2, q3 = queue.Queue(), queue.Queue()
q2.put(1)
threads = [threading.Thread(target=waiter), threading.Thread(target=blocked)]
for t in threads:
    t.start()
q2.shutdown(immediate=True)
q3.shutdown()
for t in threads:
    t.join()
print(sorted(log))
q.shutdown(immediate=True)
try:
    q.get_nowait()
except queue.ShutDown:
    print('immediate shutdown empties the queue')
