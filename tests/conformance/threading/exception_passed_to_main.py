import threading

class PropagatingThread(threading.Thread):
    def run(self):
        self.exc = None
        try:
            self.ret = self._target(*self._args, **self._kwargs)
        except BaseException as e:
            self.exc = e

    def join(self, timeout=None):
        super().join(timeout)
        if self.exc:
            raise self.exc
        return self.ret

def ok(x):
    return x * 2

def bad(x):
    raise LookupError(f'no {x}')

for f in (ok, bad):
    t = PropagatingThread(target=f, args=(21,))
    t.start()
    try:
        print('result', t.join())
    except LookupError as e:
        print('caught in main:', type(e).__name__, e)
        print('traceback has', e.__traceback__ is not None)
