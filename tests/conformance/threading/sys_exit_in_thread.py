import sys
import threading

def leaves():
    print('thread leaves')
    sys.exit(3)
    print('not reached')

t = threading.Thread(target=leaves)
t.start()
t.join()
print('main is not affected:', t.is_alive())

def late():
    gate.wait()
    print('still runs while the main thread is gone')

gate = threading.Event()
threading.Thread(target=late).start()
try:
    sys.exit(5)
finally:
    gate.set()
    print('main leaves with 5')
