import logging
import multiprocessing
import time

def worker(delay):
    time.sleep(delay)
    logging.info('worker reports')

if __name__ == '__main__':
    logging.basicConfig(level=logging.INFO, format='%(levelname)s %(processName)s %(threadName)s %(message)s')
    logging.info('start')
    for n in (1, 2):
        p = multiprocessing.Process(target=worker, args=(0.1 * n,), name=f'W{n}')
        p.start()
        p.join()
    p = multiprocessing.Process(target=worker, args=(0,))
    p.start()
    p.join()
    logging.warning('end')
