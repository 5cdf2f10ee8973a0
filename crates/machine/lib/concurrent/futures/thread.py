"""ThreadPoolExecutor (Lib/concurrent/futures/thread.py, 3.13).

Workers are started by submit(), one at a time, and only when no worker is idle; a worker
counts itself idle when it finds the queue empty. CPython lets workers of a forgotten
executor go through a weak reference; here they stay until the program's end, so that when
memory is reclaimed cannot change a run.
"""

import itertools
import os
import queue
import threading

from concurrent.futures import _base

_executors = []  # those with workers that were not shut down, oldest first
_shutdown = False


def _python_exit():
    """The program's end: let every worker finish what was submitted, and wait for it."""
    global _shutdown
    _shutdown = True
    for executor in list(_executors):
        with executor._shutdown_lock:
            executor._work_queue.put(None)
    for executor in list(_executors):
        executor._join_workers()


threading._register_atexit(_python_exit)


def _after_fork():
    """A forked child does not own its parent's pools."""
    _executors.clear()


class _WorkItem:
    """One submitted call."""

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)  # timeslice: line 58
        except BaseException as exc:
            self.future.set_exception(exc)
        else:
            self.future.set_result(result)


def _worker(executor, work_queue, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)  # timeslice: line 72
        except BaseException:
            _base.logger().critical('Exception in initializer:', exc_info=True)
            executor._initializer_failed()
            return
    while True:
        try:
            work_item = work_queue.get_nowait()
        except queue.Empty:
            executor._idle_semaphore.release()
            work_item = work_queue.get(block=True)
        if work_item is not None:
            work_item.run()
            # An idle worker must not keep the last call's arguments alive.
            del work_item
        elif _shutdown or executor._shutdown:
            executor._shutdown = True
            # Pass the word to the next worker.
            work_queue.put(None)
            return


class BrokenThreadPool(_base.BrokenExecutor):
    """A worker of a ThreadPoolExecutor failed in its initializer."""


class ThreadPoolExecutor(_base.Executor):
    """Runs calls in at most max_workers threads."""

    # Numbers the pools that were given no name prefix.
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix='',
                 initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = threading.Semaphore(0)
        # In start order; a dict because CPython offers a set here.
        self._threads = {}
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = (thread_name_prefix or
                                    ("ThreadPoolExecutor-%d" % self._counter()))
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        """Schedule fn(*args, **kwargs) and return its Future."""
        with self._shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)  # timeslice: line 167
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')  # timeslice: line 170
            if _shutdown:
                raise RuntimeError('cannot schedule new futures after '  # timeslice: line 172
                                   'interpreter shutdown')
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return
        if not self._threads:
            _executors.append(self)
        count = len(self._threads)
        if count < self._max_workers:
            thread = threading.Thread(
                name='%s_%d' % (self._thread_name_prefix, count), target=_worker,
                args=(self, self._work_queue, self._initializer, self._initargs))
            thread.start()
            self._threads[thread] = None

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = ('A thread initializer failed, the thread pool '
                            'is not usable anymore')
            for work_item in self._drain():
                work_item.future.set_exception(BrokenThreadPool(self._broken))

    def _drain(self):
        """Take back every call that no worker has begun."""
        drained = []
        while True:
            try:
                work_item = self._work_queue.get_nowait()
            except queue.Empty:
                return drained
            if work_item is not None:
                drained.append(work_item)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls; wait for those submitted unless told otherwise."""
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for work_item in self._drain():
                    work_item.future.cancel()
            # Wakes a worker, which passes the word on.
            self._work_queue.put(None)
        if wait:
            self._join_workers()

    def _join_workers(self):
        for thread in list(self._threads):
            thread.join()
        if self in _executors:
            _executors.remove(self)
