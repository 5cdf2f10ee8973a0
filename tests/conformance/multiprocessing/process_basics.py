from multiprocessing import Process
import os

def info(title):
    print(title)
    print('module name:', __name__)
    print('parent process is mine:', os.getppid() == PARENT)

PARENT = os.getpid()

def f(name, times=1, *, mark='!'):
    info('function f')
    for _ in range(times):
        print('hello', name + mark)

if __name__ == '__main__':
    info_pid = os.getpid()
    p = Process(target=f, args=('bob',), kwargs={'times': 2, 'mark': '?'})
    print(p.is_alive(), p.pid, p.exitcode, p.name, p.daemon)
    p.start()
    p.join()
    print(p.is_alive(), p.pid != info_pid, p.exitcode)
