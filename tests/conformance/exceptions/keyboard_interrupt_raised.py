def work():
    print('working')
    raise KeyboardInterrupt

try:
    work()
except Exception:
    print('not an Exception')
except KeyboardInterrupt as e:
    print('interrupted', repr(e))
try:
    try:
        work()
    finally:
        print('cleanup')
except BaseException as e:
    print(type(e).__name__, isinstance(e, Exception))
