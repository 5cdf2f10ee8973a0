import threading

lock = threading.Lock()
lock.acquire()
print('main holds the lock')

def releaser():
    lock.release()
    print('a lock has no owner: released by', threading.current_thread().name)

t = threading.Thread(target=releaser, name='helper')
t.start()
t.join()
print(lock.locked())

rlock = threading.RLock()
rlock.acquire()

def thief():
    try:
        rlock.release()
    except RuntimeError as e:
        print('RLock has an owner:', e)

t = threading.Thread(target=thief)
t.start()
t.join()
rlock.release()
try:
    rlock.release()
except RuntimeError as e:
    print(e)
