import multiprocessing
import time

def unsafe(value):
    current = value.value
    time.sleep(0.2)
    value.value = current + 1

def safe(value, lock):
    with lock:
        current = value.value
        time.sleep(0.05)
        value.value = current + 1

if __name__ == '__main__':
    value = multiprocessing.Value('i', 0)
    processes = [multiprocessing.Process(target=unsafe, args=(value,)) for _ in range(3)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print('without a lock:', value.value)
    value.value = 0
    lock = multiprocessing.Lock()
    processes = [multiprocessing.Process(target=safe, args=(value, lock)) for _ in range(3)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print('with a lock:', value.value)
