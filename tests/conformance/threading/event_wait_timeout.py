# compare: lines
import logging
import sys
import threading
import time

logging.basicConfig(
    level=logging.DEBUG,
    format='(%(threadName)-9s) %(message)s',
    stream=sys.stdout,
)

def wait_for_event(e):
    logging.debug('wait_for_event starting')
    event_is_set = e.wait()
    logging.debug('event set: %s', event_is_set)

def wait_for_event_timeout(e, t):
    while not e.is_set():
        logging.debug('wait_for_event_timeout starting')
        event_is_set = e.wait(t)
        logging.debug('event set: %s', event_is_set)
        if event_is_set:
            logging.debug('processing event')
        else:
            logging.debug('doing other things')

e = threading.Event()
t1 = threading.Thread(name='blocking', target=wait_for_event, args=(e,))
t1.start()
t1.join(0.1)
t2 = threading.Thread(name='non-block', target=wait_for_event_timeout, args=(e, 0.4))
t2.start()
time.sleep(0.1)

logging.debug('Waiting before calling Event.set()')
time.sleep(0.5)
t2_alive = t2.is_alive()
e.set()
t2.join()
t1.join()
print(t2_alive, t1.is_alive())
