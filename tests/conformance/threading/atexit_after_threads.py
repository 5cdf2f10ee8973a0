import atexit
import threading
import time

@atexit.register
def goodbye():
    print('atexit: goodbye, threads alive:', threading.active_count())

atexit.register(print, 'atexit: registered last, runs first')

def worker():
    time.sleep(0.2)
    print('worker ends')

threading.Thread(target=worker).start()
print('main ends')
