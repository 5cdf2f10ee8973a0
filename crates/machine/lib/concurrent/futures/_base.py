"""Futures, and waiting for several of them (Lib/concurrent/futures/_base.py, 3.13).

Invariant: a future's state, result and waiters are only touched while its condition is
held; callbacks run after it was released, in the thread that completed the future.
Where CPython iterates a set of futures this keeps the order they were given in, which is
one of the orders CPython may take.
"""

import threading
import time
import _timeslice
from collections import namedtuple

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'
# Cancelled, and the waiters in wait() and as_completed() have been told.
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'
FINISHED = 'FINISHED'

_DESCRIPTION = {
    PENDING: "pending",
    RUNNING: "running",
    CANCELLED: "cancelled",
    CANCELLED_AND_NOTIFIED: "cancelled",
    FINISHED: "finished",
}
_CANCELLED_STATES = (CANCELLED, CANCELLED_AND_NOTIFIED)
_DONE_STATES = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
_NOTIFIED_STATES = (CANCELLED_AND_NOTIFIED, FINISHED)

TimeoutError = TimeoutError


def logger():
    """The package's logger. logging is imported only when there is something to report."""
    import logging
    return logging.getLogger("concurrent.futures")


def __getattr__(name):
    if name == 'LOGGER':
        return logger()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Error(Exception):
    """Base class for all future-related exceptions."""


class CancelledError(Error):
    """The Future was cancelled."""


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """Raised when an executor can no longer run anything."""


class _Waiter:
    """What wait() and as_completed() block on.

    `countdown` is how many completions set the event; None means the first one does.
    """

    def __init__(self, countdown=None, stop_on_exception=False):
        self.event = threading.Event()
        self.lock = threading.Lock()
        self.finished_futures = []
        self.countdown = countdown
        self.stop_on_exception = stop_on_exception

    def add(self, future, failed=False):
        with self.lock:
            self.finished_futures.append(future)
            if self.countdown is None or (failed and self.stop_on_exception):
                self.event.set()
            else:
                self.countdown -= 1
                if self.countdown == 0:
                    self.event.set()

    def take(self):
        """The futures that finished since the last call."""
        with self.lock:
            finished, self.finished_futures = self.finished_futures, []
            self.event.clear()
        return finished


class _AcquireFutures:
    """Holds the conditions of several futures, taken in one order for all callers."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def _forget(waiter, futures):
    for future in futures:
        with future._condition:
            future._waiters.remove(waiter)


def as_completed(fs, timeout=None):
    """Yield the futures as they complete; duplicates once."""
    if timeout is not None:
        end_time = timeout + time.monotonic()
    pending = dict.fromkeys(fs)
    total_futures = len(pending)
    waiter = _Waiter()
    with _AcquireFutures(pending):
        finished = [f for f in pending if f._state in _NOTIFIED_STATES]
        for f in pending:
            f._waiters.append(waiter)
    try:
        while True:
            for future in finished:
                del pending[future]
                _forget(waiter, (future,))
                yield future
            if not pending:
                return
            remaining = None
            if timeout is not None:
                remaining = end_time - time.monotonic()
                if remaining < 0:
                    raise TimeoutError(  # timeslice: line 239
                            '%d (of %d) futures unfinished' % (
                            len(pending), total_futures))
            waiter.event.wait(remaining)
            finished = waiter.take()
    finally:
        _forget(waiter, pending)


DoneAndNotDoneFutures = namedtuple('DoneAndNotDoneFutures', 'done not_done')


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for the futures; returns a named pair of sets, done and not_done."""
    fs = dict.fromkeys(fs)
    with _AcquireFutures(fs):
        done = [f for f in fs if f._state in _NOTIFIED_STATES]
        failed = any(not f.cancelled() and f.exception() is not None for f in done)
        if (len(done) == len(fs)
                or return_when == FIRST_COMPLETED and done
                or return_when == FIRST_EXCEPTION and failed):
            return _split(fs, done)
        if return_when == FIRST_COMPLETED:
            waiter = _Waiter()
        elif return_when in (FIRST_EXCEPTION, ALL_COMPLETED):
            waiter = _Waiter(len(fs) - len(done), return_when == FIRST_EXCEPTION)
        else:
            raise ValueError("Invalid return condition: %r" % return_when)
        for f in fs:
            f._waiters.append(waiter)
    waiter.event.wait(timeout)
    _forget(waiter, fs)
    return _split(fs, done + waiter.finished_futures)


def _split(fs, done):
    done = set(done)
    return DoneAndNotDoneFutures(done, {f for f in fs if f not in done})


class Future:
    """The result of an asynchronous call."""

    def __init__(self):
        """Made by executors, not by their users."""
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            outcome = ''
            if self._state == FINISHED:
                if self._exception:
                    outcome = f' raised {self._exception.__class__.__name__}'
                else:
                    outcome = f' returned {self._result.__class__.__name__}'
            return (f'<{self.__class__.__name__} at {id(self):#x} '
                    f'state={_DESCRIPTION[self._state]}{outcome}>')

    def cancel(self):
        """Cancel the call unless it runs or has finished; tells whether it is cancelled."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in _CANCELLED_STATES:
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Whether the call was cancelled."""
        with self._condition:
            return self._state in _CANCELLED_STATES

    def running(self):
        """Whether the call is being executed."""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Whether the call was cancelled or has finished."""
        with self._condition:
            return self._state in _DONE_STATES

    def add_done_callback(self, fn):
        """Call fn(self) when the future is done; at once if it is already."""
        with self._condition:
            if self._state not in _DONE_STATES:
                self._done_callbacks.append(fn)
                return
        try:
            fn(self)  # timeslice: line 424
        except Exception:
            logger().exception('exception calling callback for %r', self)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            try:
                callback(self)  # timeslice: line 340
            except Exception:
                logger().exception('exception calling callback for %r', self)

    def __get_result(self):
        if self._exception:
            raise self._exception  # timeslice: line 401
        return self._result

    def result(self, timeout=None):
        """The call's result; waits for it, raises what the call raised."""
        _timeslice.event("future asked", str(id(self)))
        with self._condition:
            if self._state in _CANCELLED_STATES:
                raise CancelledError()  # timeslice: line 447
            if self._state == FINISHED:
                return self.__get_result()  # timeslice: line 449
            self._condition.wait(timeout)
            if self._state in _CANCELLED_STATES:
                raise CancelledError()  # timeslice: line 454
            if self._state == FINISHED:
                return self.__get_result()  # timeslice: line 456
            raise TimeoutError()  # timeslice: line 458

    def exception(self, timeout=None):
        """What the call raised, or None; waits for its end."""
        _timeslice.event("future asked", str(id(self)))
        with self._condition:
            if self._state in _CANCELLED_STATES:
                raise CancelledError()  # timeslice: line 483
            if self._state == FINISHED:
                return self._exception
            self._condition.wait(timeout)
            if self._state in _CANCELLED_STATES:
                raise CancelledError()  # timeslice: line 490
            if self._state == FINISHED:
                return self._exception
            raise TimeoutError()  # timeslice: line 494

    def set_running_or_notify_cancel(self):
        """For executors: start the call. False says it was cancelled before."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            logger().critical('Future %s in unexpected state: %s', id(self), self._state)
            raise RuntimeError('Future in unexpected state')  # timeslice: line 535

    def set_result(self, result):
        """For executors: the call returned."""
        with self._condition:
            if self._state in _DONE_STATES:
                raise InvalidStateError('{}: {!r}'.format(self._state, self))  # timeslice: line 544
            self._result = result
            self._notify(failed=False)
        self._invoke_callbacks()

    def set_exception(self, exception):
        """For executors: the call raised."""
        with self._condition:
            if self._state in _DONE_STATES:
                raise InvalidStateError('{}: {!r}'.format(self._state, self))  # timeslice: line 559
            self._exception = exception
            _timeslice.event("future failed", f"{id(self)}|A call raised {type(exception).__name__}")
            self._notify(failed=True)
        self._invoke_callbacks()

    def _notify(self, failed):
        self._state = FINISHED
        for waiter in self._waiters:
            waiter.add(self, failed)
        self._condition.notify_all()

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def _result_or_cancel(fut, timeout=None):
    try:
        return fut.result(timeout)  # timeslice: line 317
    finally:
        fut.cancel()


class Executor:
    """What thread and process pools have in common."""

    def submit(self, fn, /, *args, **kwargs):
        """Schedule fn(*args, **kwargs) and return its Future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Like map(), but every call is submitted at once; results come in input order."""
        if timeout is not None:
            end_time = timeout + time.monotonic()
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        # A closure, so that everything is submitted before the first result is asked for.
        def result_iterator():
            try:
                fs.reverse()
                while fs:
                    if timeout is None:
                        yield _result_or_cancel(fs.pop())  # timeslice: line 619
                    else:
                        yield _result_or_cancel(fs.pop(), end_time - time.monotonic())  # timeslice: line 621
            finally:
                for future in fs:
                    future.cancel()
        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls; wait for those submitted unless told otherwise."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
