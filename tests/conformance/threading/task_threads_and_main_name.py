# compare: lines
import os
import threading

def task1():
    print('Task 1 assigned to thread: {}'.format(threading.current_thread().name))
    print('Task 1 in the same process: {}'.format(os.getpid() == MAIN))

def task2():
    print('Task 2 assigned to thread: {}'.format(threading.current_thread().name))
    print('Task 2 in the same process: {}'.format(os.getpid() == MAIN))

if __name__ == '__main__':
    MAIN = os.getpid()
    print('Main thread name: {}'.format(threading.main_thread().name))
    t1 = threading.Thread(target=task1, name='t1')
    t2 = threading.Thread(target=task2, name='t2')
    t1.start()
    t2.start()
    t1.join()
    t2.join()
