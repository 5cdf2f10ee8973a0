import atexit
import sys

atexit.register(print, 'atexit still runs')
for code in (None, True, 2.5, ['list'], 256 + 9):
    try:
        sys.exit(code)
    except SystemExit as e:
        print(repr(e.code))
sys.exit(256 + 9)
