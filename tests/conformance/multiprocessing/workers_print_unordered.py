# compare: lines
import multiprocessing
import time

def worker(num):
    print('Worker:', num)
    time.sleep(0.05)
    print('Exiting:', multiprocessing.current_process().name)

if __name__ == '__main__':
    jobs = []
    for i in range(4):
        p = multiprocessing.Process(target=worker, args=(i,))
        jobs.append(p)
        p.start()
    for p in jobs:
        p.join()
    print('all joined')
