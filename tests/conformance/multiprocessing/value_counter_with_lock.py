import multiprocessing

def deposit(balance, lock, times):
    for _ in range(times):
        lock.acquire()
        balance.value = balance.value + 1
        lock.release()

def withdraw(balance, times):
    for _ in range(times):
        with balance.get_lock():
            balance.value -= 1

def count_up(counter):
    for _ in range(50):
        with counter.get_lock():
            counter.value += 1

if __name__ == '__main__':
    balance = multiprocessing.Value('i', 200)
    lock = balance.get_lock()
    p1 = multiprocessing.Process(target=deposit, args=(balance, lock, 100))
    p2 = multiprocessing.Process(target=withdraw, args=(balance, 100))
    p1.start()
    p2.start()
    p1.join()
    p2.join()
    print('Final balance =', balance.value)
    counter = multiprocessing.Value('i', 0)
    processes = [multiprocessing.Process(target=count_up, args=(counter,)) for _ in range(4)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print('counter', counter.value)
