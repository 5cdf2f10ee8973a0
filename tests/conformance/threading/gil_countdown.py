import threading
import time

COUNT = 20000

def countdown(n):
    while n > 0:
        n -= 1
    finished.append(threading.current_thread().name)

finished = []
start = time.time()
countdown(COUNT)
single = time.time() - start

t1 = threading.Thread(target=countdown, args=(COUNT // 2,))
t2 = threading.Thread(target=countdown, args=(COUNT // 2,))
start = time.time()
t1.start()
t2.start()
t1.join()
t2.join()
double = time.time() - start
print(len(finished), finished[0])
print(sorted(name.split()[0] for name in finished))
print(single > 0, double > 0, single < 5 and double < 5)
