from threading import Thread

class ThreadWithReturnValue(Thread):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._return = None

    def run(self):
        if self._target is not None:
            self._return = self._target(*self._args, **self._kwargs)

    def join(self, *args):
        super().join(*args)
        return self._return

def foo(bar):
    print('hello {0}'.format(bar))
    return 'foo got ' + bar

twrv = ThreadWithReturnValue(target=foo, args=('world!',))
twrv.start()
print(twrv.join())

squares = [ThreadWithReturnValue(target=pow, args=(n, 2)) for n in range(5)]
for t in squares:
    t.start()
print([t.join() for t in squares])
print(isinstance(twrv, Thread), ThreadWithReturnValue.__mro__[1].__name__)
