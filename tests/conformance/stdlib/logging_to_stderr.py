import logging
import threading

logging.basicConfig(level=logging.DEBUG, format='%(levelname)s:%(name)s:%(threadName)s:%(message)s')
log = logging.getLogger('app.worker')
log.debug('debug %d', 1)
log.info('info %s and %s', 'a', [1])
log.warning('warning')
log.error('error %(key)s', {'key': 'value'})
log.critical('critical')
log.log(25, 'custom level')

def work():
    log.info('from a thread')

t = threading.Thread(target=work, name='T1')
t.start()
t.join()
log.setLevel(logging.WARNING)
log.info('hidden')
log.warning('shown')
print(log.name, log.level, log.getEffectiveLevel(), log.isEnabledFor(logging.INFO), log.parent.name)
print(logging.getLevelName(30), logging.getLogger('app.worker') is log, logging.getLogger().name)
logging.basicConfig(level=logging.ERROR)
logging.info('basicConfig is ignored the second time')
try:
    1 / 0
except ZeroDivisionError:
    log.exception('failed')
