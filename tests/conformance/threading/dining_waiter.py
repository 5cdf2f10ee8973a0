import threading
import time

N = 5
forks = [threading.Semaphore(1) for _ in range(N)]
waiter = threading.Semaphore(N - 1)
meals = [0] * N
state_lock = threading.Lock()
eating = set()
neighbours_ate_together = False

def philosopher(i):
    global neighbours_ate_together
    for _ in range(2):
        waiter.acquire()
        forks[i].acquire()
        forks[(i + 1) % N].acquire()
        with state_lock:
            if {(i + 1) % N, (i - 1) % N} & eating:
                neighbours_ate_together = True
            eating.add(i)
            meals[i] += 1
        time.sleep(0.02)
        with state_lock:
            eating.remove(i)
        forks[(i + 1) % N].release()
        forks[i].release()
        waiter.release()

threads = [threading.Thread(target=philosopher, args=(i,)) for i in range(N)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('meals:', meals)
print('neighbours ate together:', neighbours_ate_together)
print('left eating:', eating)
