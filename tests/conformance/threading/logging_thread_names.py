import logging
import threading
import time

logging.basicConfig(level=logging.DEBUG, format='[%(levelname)s] (%(threadName)-10s) %(message)s')

def worker():
    logging.debug('Starting')
    time.sleep(0.2)
    logging.debug('Exiting')

def my_service():
    logging.info('Starting')
    time.sleep(0.4)
    logging.warning('Exiting')

t = threading.Thread(name='my_service', target=my_service)
w = threading.Thread(name='worker', target=worker)
w2 = threading.Thread(target=worker)

w.start()
time.sleep(0.05)
w2.start()
time.sleep(0.05)
t.start()
for thread in (w, w2, t):
    thread.join()
logging.error('all done')
