import logging
import re
import sys
import threading
import time

format = '%(asctime)s: %(message)s'
logging.basicConfig(format=format, level=logging.INFO, datefmt='%H:%M:%S', stream=sys.stdout)

class Mask:
    """Hide the digits of the clock so that the output is the same every time."""

    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        return self.stream.write(re.sub(r'^\d\d:\d\d:\d\d', 'HH:MM:SS', text))

    def flush(self):
        self.stream.flush()

logging.getLogger().handlers[0].setStream(Mask(sys.stdout))

def thread_function(name):
    logging.info('Thread %s: starting', name)
    time.sleep(0.1)
    logging.info('Thread %s: finishing', name)

logging.info('Main    : before creating thread')
x = threading.Thread(target=thread_function, args=(1,))
logging.info('Main    : before running thread')
x.start()
x.join()
logging.info('Main    : all done')
print([logging.getLevelName(n) for n in (10, 20, 30, 40, 50, 15)], logging.DEBUG < logging.INFO)
record = logging.LogRecord('n', logging.INFO, 'file.py', 7, 'msg %s', ('arg',), None)
print(record.getMessage(), record.levelname, record.lineno, logging.Formatter('%(levelname).1s %(name)s').format(record))
