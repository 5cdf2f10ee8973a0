import logging

logging.warning('Watch out!')
logging.info('not shown')
logging.error('plain error')
logging.getLogger('module').warning('named %s', 'logger')
print('level', logging.root.level, len(logging.root.handlers))
logging.getLogger().setLevel(logging.INFO)
logging.info('now shown')
logging.disable(logging.WARNING)
logging.warning('disabled')
logging.error('still shown')
logging.disable(logging.NOTSET)
print('end')
