import multiprocessing
import sys
import time

def normal():
    return 'ignored'

def code():
    sys.exit(3)

def message():
    sys.stderr.close()
    sys.exit('text means 1')

def none():
    sys.exit(None)

def true():
    sys.exit(True)

def sleeper():
    time.sleep(30)

if __name__ == '__main__':
    for target in (normal, code, none, true):
        p = multiprocessing.Process(target=target)
        p.start()
        p.join()
        print(target.__name__, p.exitcode)
    for method in ('terminate', 'kill'):
        p = multiprocessing.Process(target=sleeper)
        p.start()
        print(method, p.exitcode, p.is_alive())
        getattr(p, method)()
        p.join()
        print(p.exitcode, p.is_alive())
    p.close()
    try:
        p.is_alive()
    except ValueError as e:
        print(e)
