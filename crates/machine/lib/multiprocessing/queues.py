"""Queues between processes (Lib/multiprocessing/queues.py, 3.13).

put() only appends to a buffer of the process; a daemon thread, the feeder, pickles the
objects later and writes them to a pipe. So what is pickled may have changed since put(),
an object is not at once at the other end, and a process ends only when its feeder is done.
"""

import threading
import time
from collections import deque
from queue import Empty, Full

from multiprocessing import connection, context, util
from multiprocessing.reduction import ForkingPickler as _ForkingPickler
from multiprocessing.synchronize import SEM_VALUE_MAX


class Queue:
    """A queue; without a maxsize it is never full."""

    def __init__(self, maxsize=0, *, ctx):
        self._maxsize = maxsize if maxsize > 0 else SEM_VALUE_MAX
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()
        self._sem = ctx.BoundedSemaphore(self._maxsize)
        self._reset()
        util.register_after_fork(self, Queue._reset)

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._maxsize, self._reader, self._writer, self._rlock, self._sem)

    def __setstate__(self, state):
        (self._maxsize, self._reader, self._writer, self._rlock, self._sem) = state
        self._reset()
        util.register_after_fork(self, Queue._reset)

    def _reset(self):
        """This process has put nothing yet."""
        self._notempty = threading.Condition(threading.Lock())
        self._buffer = deque()
        self._thread = None
        self._jointhread = None
        self._joincancelled = False
        self._closed = False
        self._close = None

    def _take_slot(self, block, timeout):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full

    def put(self, obj, block=True, timeout=None):
        """Add an object; waits for room."""
        self._take_slot(block, timeout)
        with self._notempty:
            self._append(obj)

    def _append(self, obj):
        if self._thread is None:
            self._start_thread()
        self._buffer.append(obj)
        self._notempty.notify()

    def get(self, block=True, timeout=None):
        """Take an object; waits for one."""
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")  # timeslice: line 98
        if block and timeout is None:
            with self._rlock:
                res = self._reader.recv_bytes()
            self._sem.release()
        else:
            if block:
                deadline = time.monotonic() + timeout
            if not self._rlock.acquire(block, timeout):
                raise Empty  # timeslice: line 107
            try:
                if not self._reader.poll(deadline - time.monotonic() if block else 0):
                    raise Empty  # timeslice: line 114
                res = self._reader.recv_bytes()
                self._sem.release()
            finally:
                self._rlock.release()
        return _ForkingPickler.loads(res)  # timeslice: line 120

    def qsize(self):
        """About how many objects are in the queue."""
        return self._maxsize - self._sem._semlock._get_value()

    def empty(self):
        """Whether nothing has arrived."""
        return not self._reader.poll()

    def full(self):
        """Whether there is no room."""
        return self._sem._semlock._is_zero()

    def get_nowait(self):
        """get() without waiting."""
        return self.get(False)

    def put_nowait(self, obj):
        """put() without waiting."""
        return self.put(obj, False)

    def close(self):
        """This process will put nothing more."""
        self._closed = True
        close, self._close = self._close, None
        if close:
            close()

    def join_thread(self):
        """Wait until everything put is in the pipe."""
        assert self._closed, "Queue {0!r} not closed".format(self)
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        """Let the process end without waiting for the feeder."""
        self._joincancelled = True
        if self._jointhread:
            self._jointhread.cancel()

    def _terminate_broken(self):
        """Close a queue whose other end is dead."""
        self._reader.close()
        self.close()
        self.join_thread()

    def _start_thread(self):
        self._buffer.clear()
        self._thread = threading.Thread(target=self._feed, name='QueueFeederThread', daemon=True)
        self._thread.start()
        if not self._joincancelled:
            self._jointhread = util.Finalize(self._thread.join, exitpriority=-5)
        self._close = util.Finalize(self._stop_feeder, exitpriority=10)

    def _stop_feeder(self):
        with self._notempty:
            self._buffer.append(_sentinel)
            self._notempty.notify()

    def _feed(self):
        """The feeder thread."""
        while True:
            with self._notempty:
                if not self._buffer:
                    self._notempty.wait()
            while self._buffer:
                obj = self._buffer.popleft()
                if obj is _sentinel:
                    self._reader.close()
                    self._writer.close()
                    return
                try:
                    obj = _ForkingPickler.dumps(obj)  # timeslice: line 262
                    # A message is written whole, so no lock is needed around this.
                    self._writer.send_bytes(obj)
                except Exception as e:
                    if util.is_exiting():
                        util.info('error in queue thread: %s', e)
                        return
                    self._sem.release()
                    self._on_queue_feeder_error(e, obj)

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        """An object could not be sent: it is dropped."""
        import traceback
        traceback.print_exc()

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


_sentinel = object()


class JoinableQueue(Queue):
    """A queue that knows how many of its objects are still being dealt with."""

    def __init__(self, maxsize=0, *, ctx):
        Queue.__init__(self, maxsize, ctx=ctx)
        self._unfinished_tasks = ctx.Semaphore(0)
        self._cond = ctx.Condition()

    def __getstate__(self):
        return Queue.__getstate__(self) + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        Queue.__setstate__(self, state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        self._take_slot(block, timeout)
        with self._notempty, self._cond:
            self._append(obj)
            self._unfinished_tasks.release()

    def task_done(self):
        """Say that an object that was taken has been dealt with."""
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError('task_done() called too many times')
            if self._unfinished_tasks._semlock._is_zero():
                self._cond.notify_all()

    def join(self):
        """Wait until every object has been dealt with."""
        with self._cond:
            if not self._unfinished_tasks._semlock._is_zero():
                self._cond.wait()


class SimpleQueue:
    """A pipe with a lock at its reading end."""

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()

    def close(self):
        """Close both ends in this process."""
        self._reader.close()
        self._writer.close()

    def empty(self):
        """Whether nothing has arrived."""
        return not self._reader.poll()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._reader, self._writer, self._rlock)

    def __setstate__(self, state):
        (self._reader, self._writer, self._rlock) = state

    def get(self):
        """Take an object; waits for one."""
        with self._rlock:
            res = self._reader.recv_bytes()
        return _ForkingPickler.loads(res)  # timeslice: line 387

    def put(self, obj):
        """Add an object; waits while the pipe is full."""
        obj = _ForkingPickler.dumps(obj)  # timeslice: line 391
        self._writer.send_bytes(obj)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
