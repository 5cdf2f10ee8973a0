import io
import logging
import sys

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter('%(name)s|%(levelname)-8s|%(message)s|%(funcName)s|%(lineno)d|%(filename)s'))
logger = logging.getLogger('demo')
logger.addHandler(handler)
logger.setLevel(logging.DEBUG)
logger.propagate = False

def work():
    logger.debug('in work')

work()
logger.warning('at module level')
print(stream.getvalue(), end='')

class Mark(logging.Filter):
    def filter(self, record):
        record.msg = '>> ' + record.msg
        return 'secret' not in record.getMessage().lower()

class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []
    def emit(self, record):
        self.records.append((record.levelname, record.getMessage(), record.threadName, record.processName))

collector = ListHandler()
collector.addFilter(Mark())
collector.setLevel(logging.INFO)
logger.addHandler(collector)
logger.debug('too low')
logger.info('hello %s', 'x')
logger.info('the secret')
print(collector.records)
out = logging.StreamHandler(sys.stdout)
out.setFormatter(logging.Formatter('{levelname}: {message}', style='{'))
logger.handlers = [out]
logger.error('brace style')
child = logging.getLogger('demo.child')
child.error('goes to the parent handler')
print(logger.handlers[0] is out, child.handlers, logger.hasHandlers())
logger.removeHandler(out)
