import threading
import time

def slow():
    for i in range(3):
        time.sleep(0.2)
        print('slow thread', i, threading.main_thread().is_alive())
    print('active:', sorted(t.name for t in threading.enumerate()))

threading.Thread(target=slow, name='slow').start()
print('last statement of the main thread')
