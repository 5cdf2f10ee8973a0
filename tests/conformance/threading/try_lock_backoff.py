import threading
import time

printer = threading.Lock()
attempts = {'eager': 0}

def owner():
    with printer:
        print('owner uses the printer')
        time.sleep(0.5)
    print('owner is done')

def eager():
    while not printer.acquire(blocking=False):
        attempts['eager'] += 1
        time.sleep(0.2)
    try:
        print('eager uses the printer')
    finally:
        printer.release()

t1 = threading.Thread(target=owner)
t2 = threading.Thread(target=eager)
t1.start()
time.sleep(0.1)
t2.start()
t1.join()
t2.join()
print('failed attempts:', attempts['eager'])
