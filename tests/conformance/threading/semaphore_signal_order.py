import threading

item_ready = threading.Semaphore(0)
order = []

def consumer():
    print('consumer waits')
    item_ready.acquire()
    order.append('consumed')

def producer():
    order.append('produced')
    item_ready.release()

c = threading.Thread(target=consumer)
c.start()
p = threading.Thread(target=producer)
p.start()
p.join()
c.join()
print(order)

first_done = threading.Semaphore(0)
second_done = threading.Semaphore(0)

def first():
    print('first')
    first_done.release()

def second():
    first_done.acquire()
    print('second')
    second_done.release()

def third():
    second_done.acquire()
    print('third')

threads = [threading.Thread(target=f) for f in (third, first, second)]
for t in threads:
    t.start()
for t in threads:
    t.join()
