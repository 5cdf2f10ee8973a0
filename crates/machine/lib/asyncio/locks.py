"""Synchronisation between tasks of one loop (Lib/asyncio/locks.py, 3.13).

Waiters are futures in a queue, served first come, first served. Nothing here is safe to use
from other threads, as in CPython.
"""

from collections import deque

from asyncio import exceptions, mixins


class _ContextManagerMixin:
    async def __aenter__(self):
        await self.acquire()  # timeslice: line 14

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


def _describe(self, extra):
    """The default repr with the state appended."""
    if self._waiters:
        extra = f'{extra}, waiters:{len(self._waiters)}'
    return f'<{object.__repr__(self)[1:-1]} [{extra}]>'


class Lock(_ContextManagerMixin, mixins._LoopBoundMixin):
    """A lock for tasks."""

    def __init__(self):
        self._waiters = deque()
        self._locked = False

    def __repr__(self):
        return _describe(self, 'locked' if self._locked else 'unlocked')

    def locked(self):
        """Whether some task holds it."""
        return self._locked

    async def acquire(self):
        """Take the lock; waits behind every task that came before."""
        if not self._locked and all(w.cancelled() for w in self._waiters):
            self._locked = True
            return True
        fut = self._get_loop().create_future()
        fut._awaited_for = 'Lock.acquire'
        self._waiters.append(fut)
        try:
            try:
                await fut  # timeslice: line 110
            finally:
                self._waiters.remove(fut)
        except exceptions.CancelledError:
            # The wake-up may have been meant for this task: pass it on.
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        """Free the lock and wake the first waiter. It is not handed over: it stays free
        until that task runs."""
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')  # timeslice: line 142
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)


class Event(mixins._LoopBoundMixin):
    """A flag that tasks can wait for."""

    def __init__(self):
        self._waiters = deque()
        self._value = False

    def __repr__(self):
        return _describe(self, 'set' if self._value else 'unset')

    def is_set(self):
        """The flag."""
        return self._value

    def set(self):
        """Set the flag and wake every waiter."""
        if not self._value:
            self._value = True
            for fut in self._waiters:
                if not fut.done():
                    fut.set_result(True)

    def clear(self):
        """Unset the flag."""
        self._value = False

    async def wait(self):
        """Wait until the flag is set."""
        if self._value:
            return True
        fut = self._get_loop().create_future()
        fut._awaited_for = 'Event.wait'
        self._waiters.append(fut)
        try:
            await fut  # timeslice: line 213
            return True
        finally:
            self._waiters.remove(fut)


class Condition(_ContextManagerMixin, mixins._LoopBoundMixin):
    """A condition variable for tasks."""

    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = deque()

    def __repr__(self):
        return _describe(self, 'locked' if self.locked() else 'unlocked')

    async def wait(self):
        """Release the lock, wait to be notified, take the lock again."""
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')  # timeslice: line 264
        fut = self._get_loop().create_future()
        fut._awaited_for = 'Condition.wait'
        self.release()
        try:
            try:
                self._waiters.append(fut)
                try:
                    await fut  # timeslice: line 272
                    return True
                finally:
                    self._waiters.remove(fut)
            finally:
                # The lock is taken again whatever happens; a cancellation waits until then.
                err = None
                while True:
                    try:
                        await self.acquire()  # timeslice: line 284
                        break
                    except exceptions.CancelledError as e:
                        err = e
                if err is not None:
                    raise err  # timeslice: line 291
        except BaseException:
            # The notification may have been meant for this task: pass it on.
            self._notify(1)
            raise

    async def wait_for(self, predicate):
        """Wait until predicate() is true; gives its value."""
        result = predicate()
        while not result:
            await self.wait()  # timeslice: line 313
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake up to n waiters. They go on when they have got the lock."""
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')  # timeslice: line 330
        self._notify(n)

    def _notify(self, n):
        for fut in self._waiters:
            if n <= 0:
                break
            if not fut.done():
                n -= 1
                fut.set_result(False)

    def notify_all(self):
        """Wake every waiter."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, mixins._LoopBoundMixin):
    """A counter of permits that tasks take and give back."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")  # timeslice: line 369
        self._waiters = deque()
        self._value = value

    def __repr__(self):
        return _describe(self, 'locked' if self.locked() else f'unlocked, value:{self._value}')

    def locked(self):
        """Whether acquire() would wait."""
        return self._value == 0 or any(not w.cancelled() for w in self._waiters)

    async def acquire(self):
        """Take a permit; waits behind every task that came before."""
        if not self.locked():
            self._value -= 1
            return True
        fut = self._get_loop().create_future()
        fut._awaited_for = 'Semaphore.acquire'
        self._waiters.append(fut)
        try:
            try:
                await fut  # timeslice: line 407
            finally:
                self._waiters.remove(fut)
        except exceptions.CancelledError:
            if fut.done() and not fut.cancelled():
                # It had been given a permit.
                self._value += 1
            raise
        finally:
            # More than one permit may have been given back meanwhile.
            while self._value > 0 and self._wake_up_next():
                pass
        return True

    def release(self):
        """Give a permit back and wake a waiter."""
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        for fut in self._waiters:
            if not fut.done():
                self._value -= 1
                fut.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot get more permits than it began with."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')  # timeslice: line 464
        super().release()


_FILLING = 'filling'
_DRAINING = 'draining'
_RESETTING = 'resetting'
_BROKEN = 'broken'


class Barrier(mixins._LoopBoundMixin):
    """A place where tasks wait until `parties` of them have arrived."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')  # timeslice: line 488
        self._cond = Condition()
        self._parties = parties
        self._state = _FILLING
        self._count = 0

    def __repr__(self):
        extra = self._state
        if not self.broken:
            extra += f', waiters:{self.n_waiting}/{self.parties}'
        return f'<{object.__repr__(self)[1:-1]} [{extra}]>'

    async def __aenter__(self):
        return await self.wait()  # timeslice: line 506

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the others; gives this task's number, in order of arrival."""
        async with self._cond:
            # Not while the last round leaves or is thrown out.
            await self._cond.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
            if self._state is _BROKEN:
                raise exceptions.BrokenBarrierError("Barrier aborted")  # timeslice: line 548
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    self._state = _DRAINING
                    self._cond.notify_all()
                else:
                    await self._cond.wait_for(lambda: self._state is not _FILLING)
                    if self._state in (_BROKEN, _RESETTING):
                        raise exceptions.BrokenBarrierError("Abort or reset of barrier")  # timeslice: line 567
                return index
            finally:
                self._count -= 1
                if self._count == 0:
                    if self._state in (_RESETTING, _DRAINING):
                        self._state = _FILLING
                    self._cond.notify_all()

    async def reset(self):
        """Throw out the waiting tasks and begin again."""
        async with self._cond:
            self._state = _RESETTING if self._count > 0 else _FILLING
            self._cond.notify_all()

    async def abort(self):
        """Break the barrier for good."""
        async with self._cond:
            self._state = _BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        """How many tasks it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many tasks wait."""
        return self._count if self._state is _FILLING else 0

    @property
    def broken(self):
        """Whether abort() was called."""
        return self._state is _BROKEN
