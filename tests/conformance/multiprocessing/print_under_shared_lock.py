# compare: lines
from multiprocessing import Lock, Process

def printer(item, lock):
    lock.acquire()
    try:
        print('item:', item, end='')
        print(' (whole)')
    finally:
        lock.release()

if __name__ == '__main__':
    lock = Lock()
    items = ['tango', 'foxtrot', 10]
    processes = [Process(target=printer, args=(item, lock)) for item in items]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print('done')
