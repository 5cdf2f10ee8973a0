import threading
import queue
import functools
import itertools
import re

def normal(): pass
async def coro(): pass
def gen(): yield
class K:
    def m(self): pass
    @classmethod
    def c(cls): pass

for thing in (normal, lambda: 0, gen(), K, K(), K().m, K.m, K.c, len, [].append, str.upper, property(), type, object(),
              iter([]), iter({}), iter(()), zip(), map(str, []), filter(None, []), enumerate([]), reversed([]), range(3),
              threading.Lock(), threading.RLock(), threading.Event(), threading.Condition(threading.Lock()), threading.Semaphore(2),
              queue.Queue(), functools.partial(print, 1), itertools.count(5), itertools.repeat('x', 2), itertools.cycle([]),
              re.compile('a+'), re.match('a', 'abc'), memoryview(b'x'), super(K, K()), staticmethod(normal), slice(1)):
    print(re.sub(r'0x[0-9a-f]+', '0xADDR', repr(thing)))
c = coro()
print(re.sub(r'0x[0-9a-f]+', '0xADDR', repr(c)))
c.close()
