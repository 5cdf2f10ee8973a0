from multiprocessing import Process
import time

def slow():
    time.sleep(0.6)
    print('slow is done')

if __name__ == '__main__':
    p = Process(target=slow)
    start = time.monotonic()
    p.start()
    print(p.join(0.2), p.is_alive(), p.exitcode)
    p.join()
    print(p.is_alive(), p.exitcode, time.monotonic() - start >= 0.55)
