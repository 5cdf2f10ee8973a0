import threading

def worker(number):
    """The simplest thread function there is."""
    print(f'Worker {number} reporting')

threads = []
for i in range(4):
    t = threading.Thread(target=worker, args=(i,))
    threads.append(t)
    t.start()
    t.join()

print('all workers have reported')
print('alive:', [t.is_alive() for t in threads])
print('number of thread objects:', len(threads))

def add(a, b, *, c=0):
    results.append(a + b + c)

results = []
t = threading.Thread(target=add, args=(1, 2), kwargs={'c': 10})
t.start()
t.join()
t = threading.Thread(target=add, kwargs=dict(a=5, b=6))
t.start()
t.join()
print(results)
print(t.join(), t.is_alive())
