"""Pools of worker processes or threads (Lib/multiprocessing/pool.py, 3.13).

Three daemon threads serve a pool: one replaces workers that have ended, one sends tasks to
the workers, one takes results and calls the callbacks.
"""

import collections
import itertools
import os
import queue
import threading
import time

import _timeslice
from multiprocessing import TimeoutError, get_context, util
from multiprocessing.connection import _Sender, wait

__all__ = ['Pool', 'ThreadPool']

INIT = "INIT"
RUN = "RUN"
CLOSE = "CLOSE"
TERMINATE = "TERMINATE"

job_counter = itertools.count()


def mapstar(args):
    """One batch of map()."""
    return list(map(*args))  # timeslice: line 48


def starmapstar(args):
    """One batch of starmap()."""
    return list(itertools.starmap(args[0], args[1]))  # timeslice: line 51


class RemoteTraceback(Exception):
    """Shows where in the worker an exception came from."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """An exception on its way to the parent, with the text of its traceback."""

    def __init__(self, exc):
        self.exc = exc
        self.tb = '\n"""\n%s"""' % _timeslice.format_exception(exc)

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    """The exception as the parent raises it."""
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """Stands for a result that could not be pickled."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)

    def __repr__(self):
        return "<%s: %s>" % (self.__class__.__name__, self)


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None,
           wrap_exception=False):
    """What a worker does."""
    if hasattr(inqueue, '_writer'):
        # So that a worker sees the end of the pipe when the parent is gone.
        inqueue._writer.close()
        outqueue._reader.close()
    if initializer is not None:
        initializer(*initargs)  # timeslice: line 109
    completed = 0
    while maxtasks is None or completed < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, OSError):
            util.debug('worker got EOFError or OSError -- exiting')
            break
        if task is None:
            util.debug('worker got sentinel -- exiting')
            break
        job, i, func, args, kwds = task
        try:
            result = (True, func(*args, **kwds))  # timeslice: line 125
        except Exception as e:
            if wrap_exception and func is not _helper_reraises_exception:
                result = (False, ExceptionWithTraceback(e))
            else:
                result = (False, e)
        try:
            outqueue.put((job, i, result))
        except Exception as e:
            outqueue.put((job, i, (False, MaybeEncodingError(e, result[1]))))
        # An idle worker must not keep the last task's objects alive.
        task = job = result = func = args = kwds = None
        completed += 1
    util.debug('worker exiting after %d tasks' % completed)


def _helper_reraises_exception(ex):
    """The task that stands for an iterable that failed."""
    raise ex  # timeslice: line 144


class Pool:
    """A pool of worker processes."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        """Make a worker."""
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(),
                 maxtasksperchild=None, context=None):
        self._pool = []
        self._state = INIT
        self._ctx = context or get_context()
        self._setup_queues()
        self._taskqueue = queue.SimpleQueue()
        self._cache = {}  # job number -> result object
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes = processes
        self._worker_args = (self._inqueue, self._outqueue, initializer, initargs,
                             maxtasksperchild, self._wrap_exception)
        try:
            self._repopulate_pool()
        except Exception:
            self._end_workers()
            raise
        self._worker_handler = self._start_handler(self._handle_workers)
        self._task_handler = self._start_handler(self._handle_tasks)
        self._result_handler = self._start_handler(self._handle_results)
        self._terminate = util.Finalize(self._terminate_pool, exitpriority=15)
        self._state = RUN

    def _start_handler(self, target):
        thread = threading.Thread(target=target)
        thread.daemon = True
        thread._state = RUN
        thread.start()
        return thread

    def __repr__(self):
        cls = self.__class__
        return (f'<{cls.__module__}.{cls.__qualname__} '
                f'state={self._state} '
                f'pool_size={len(self._pool)}>')

    def _setup_queues(self):
        self._inqueue = self._ctx.SimpleQueue()
        self._outqueue = self._ctx.SimpleQueue()
        self._change_notifier = self._ctx.SimpleQueue()
        self._quick_put = _Sender(self._inqueue._writer).send
        self._quick_get = self._outqueue._reader.recv

    # The worker handler

    def _join_exited_workers(self):
        """Forget the workers that have ended; tells whether there were any."""
        cleaned = False
        for i in reversed(range(len(self._pool))):
            member = self._pool[i]
            if member.exitcode is not None:
                member.join()
                cleaned = True
                del self._pool[i]
        return cleaned

    def _repopulate_pool(self):
        for _ in range(self._processes - len(self._pool)):
            member = self.Process(self._ctx, target=worker, args=self._worker_args)
            member.name = member.name.replace('Process', 'PoolWorker')
            member.daemon = True
            member.start()
            self._pool.append(member)

    def _wait_for_change(self):
        """Wait until a worker ends or somebody has news for the worker handler."""
        wait([member.sentinel for member in self._pool] + [self._change_notifier._reader])
        while not self._change_notifier.empty():
            self._change_notifier.get()

    def _handle_workers(self):
        thread = threading.current_thread()
        # Once closed, workers are kept until every result is there.
        while thread._state == RUN or (self._cache and thread._state != TERMINATE):
            if self._join_exited_workers():
                self._repopulate_pool()
            self._wait_for_change()
        self._taskqueue.put(None)
        util.debug('worker handler exiting')

    def _forget_job(self, job):
        """A result is complete; the worker handler waits for the last one."""
        del self._cache[job]
        if not self._cache:
            self._change_notifier.put(None)

    # The task handler

    def _handle_tasks(self):
        thread = threading.current_thread()
        put = self._quick_put
        terminated = False
        while not terminated and (entry := self._taskqueue.get()) is not None:
            taskseq, set_length = entry
            sent = 0
            for task in taskseq:
                terminated = thread._state != RUN
                if terminated:
                    break
                job, i = task[:2]
                sent = i + 1
                try:
                    put(task)  # timeslice: line 540
                except Exception as e:
                    if job in self._cache:
                        self._cache[job]._set(i, (False, e))
            if set_length and not terminated:
                set_length(sent)
        try:
            self._outqueue.put(None)
            for _ in list(self._pool):
                put(None)
        except OSError:
            util.debug('task handler got OSError when sending sentinels')
        util.debug('task handler exiting')

    # The result handler

    def _handle_results(self):
        thread = threading.current_thread()
        closing = False
        # After the sentinel, what the workers still owe is taken as long as it is wanted.
        while not closing or (self._cache and thread._state != TERMINATE):
            try:
                task = self._quick_get()
            except (OSError, EOFError):
                util.debug('result handler got EOFError/OSError -- exiting')
                return
            if not closing and thread._state != RUN:
                break
            if task is None:
                closing = True
                continue
            job, i, obj = task
            result = self._cache.get(job)
            if result is not None:
                result._set(i, obj)
            task = job = obj = result = None
        self._drain_results()
        util.debug('result handler exiting: len(cache)=%s, thread._state=%s',
                   len(self._cache), thread._state)

    def _drain_results(self):
        """Make room in the pipe, for a worker that is blocked by a full one."""
        try:
            for _ in range(10):
                if not self._outqueue._reader.poll():
                    break
                self._quick_get()
        except (OSError, EOFError):
            pass

    # What programs call

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")  # timeslice: line 353

    def apply(self, func, args=(), kwds={}):
        """func(*args, **kwds) in a worker."""
        return self.apply_async(func, args, kwds).get()  # timeslice: line 360

    def map(self, func, iterable, chunksize=None):
        """The list of func(x) for each x."""
        return self._map_async(func, iterable, mapstar, chunksize).get()  # timeslice: line 367

    def starmap(self, func, iterable, chunksize=None):
        """The list of func(*x) for each x."""
        return self._map_async(func, iterable, starmapstar, chunksize).get()  # timeslice: line 375

    def starmap_async(self, func, iterable, chunksize=None, callback=None,
                      error_callback=None):
        """starmap() that gives a result object at once."""
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def map_async(self, func, iterable, chunksize=None, callback=None,
                  error_callback=None):
        """map() that gives a result object at once."""
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """apply() that gives a result object at once."""
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None,
                   error_callback=None):
        self._check_running()
        if not hasattr(iterable, '__len__'):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        batches = Pool._get_tasks(func, iterable, chunksize)
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        self._taskqueue.put((self._guarded_tasks(result._job, mapper, batches), None))
        return result

    def imap(self, func, iterable, chunksize=1):
        """An iterator over the results, in order; the iterable is read as tasks are sent."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """imap() in the order the results come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError("Chunksize must be 1+, not {0!r}".format(chunksize))
        result = kind(self)
        if chunksize == 1:
            tasks = self._guarded_tasks(result._job, func, iterable)
        else:
            batches = Pool._get_tasks(func, iterable, chunksize)
            tasks = self._guarded_tasks(result._job, mapstar, batches)
        self._taskqueue.put((tasks, result._set_length))
        return result if chunksize == 1 else (item for chunk in result for item in chunk)

    def _guarded_tasks(self, job, func, iterable):
        """The tasks of a job; an iterable that fails becomes a task that fails."""
        i = -1
        try:
            for i, x in enumerate(iterable):
                yield (job, i, func, (x,), {})
        except Exception as e:
            yield (job, i + 1, _helper_reraises_exception, (e,), {})

    @staticmethod
    def _get_tasks(func, iterable, size):
        iterator = iter(iterable)
        while batch := tuple(itertools.islice(iterator, size)):
            yield (func, batch)

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    # The end

    def close(self):
        """Take no more tasks; the workers end when all is done."""
        if self._state == RUN:
            self._state = CLOSE
            self._worker_handler._state = CLOSE
            self._change_notifier.put(None)

    def terminate(self):
        """End the workers at once."""
        self._state = TERMINATE
        self._terminate()

    def join(self):
        """Wait for the workers, after close() or terminate()."""
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        self._worker_handler.join()
        self._task_handler.join()
        self._result_handler.join()
        for member in self._pool:
            member.join()

    def _help_stuff_finish(self):
        """Make room in the task pipe until the task handler, which may be blocked by a full
        one, is done. No worker reads meanwhile: they need the lock."""
        self._inqueue._rlock.acquire()
        while self._task_handler.is_alive() and self._inqueue._reader.poll():
            self._inqueue._reader.recv()
            time.sleep(0)

    def _end_workers(self):
        for member in self._pool:
            if member.exitcode is None:
                member.terminate()

    def _join_handler(self, handler):
        if threading.current_thread() is not handler:
            handler.join()

    def _terminate_pool(self):
        self._worker_handler._state = TERMINATE
        self._change_notifier.put(None)
        self._task_handler._state = TERMINATE
        self._help_stuff_finish()
        self._result_handler._state = TERMINATE
        self._change_notifier.put(None)
        self._outqueue.put(None)
        self._join_handler(self._worker_handler)
        self._end_workers()
        self._join_handler(self._task_handler)
        self._join_handler(self._result_handler)
        for member in self._pool:
            if member.is_alive():
                member.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class ApplyResult:
    """The result of apply_async()."""

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(job_counter)
        self._callback = callback
        self._error_callback = error_callback
        pool._cache[self._job] = self

    def ready(self):
        """Whether the call has ended."""
        return self._event.is_set()

    def successful(self):
        """Whether the call ended without an exception."""
        if not self.ready():
            raise ValueError("{0!r} not ready".format(self))
        return self._success

    def wait(self, timeout=None):
        """Wait for the end of the call."""
        self._event.wait(timeout)

    def get(self, timeout=None):
        """The result; waits for it, raises what the call raised."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError  # timeslice: line 770
        if self._success:
            return self._value
        raise self._value  # timeslice: line 774

    def _set(self, i, obj):
        self._success, self._value = obj
        self._call_back()
        self._event.set()
        self._finish()

    def _call_back(self):
        if self._success:
            if self._callback:
                self._callback(self._value)
        elif self._error_callback:
            self._error_callback(self._value)

    def _finish(self):
        pool, self._pool = self._pool, None
        pool._forget_job(self._job)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The result of map_async(): complete when every batch is."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._number_left = 0
            self._event.set()
            self._finish()
        else:
            self._number_left = length // chunksize + bool(length % chunksize)

    def _set(self, i, success_result):
        self._number_left -= 1
        success, result = success_result
        if success and self._success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = result
        elif not success and self._success:
            # Only the first failure is reported.
            self._success = False
            self._value = result
        if self._number_left == 0:
            self._call_back()
            self._finish()
            self._event.set()


class IMapIterator:
    """The results of imap(), in order."""

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = next(job_counter)
        self._items = collections.deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        pool._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result; waits for it."""
        with self._cond:
            if not self._items:
                self._check_end()
                self._cond.wait(timeout)
                if not self._items:
                    self._check_end()
                    raise TimeoutError from None  # timeslice: line 868
            success, value = self._items.popleft()
        if success:
            return value
        raise value  # timeslice: line 873

    __next__ = next

    def _check_end(self):
        if self._index == self._length:
            raise StopIteration

    def _set(self, i, obj):
        with self._cond:
            self._unsorted[i] = obj
            if self._index == i:
                while self._index in self._unsorted:
                    self._items.append(self._unsorted.pop(self._index))
                    self._index += 1
                self._cond.notify()
            self._finish_if_complete()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == self._length:
                self._cond.notify()
            self._finish_if_complete()

    def _finish_if_complete(self):
        if self._index == self._length and self._pool is not None:
            pool, self._pool = self._pool, None
            pool._forget_job(self._job)


class IMapUnorderedIterator(IMapIterator):
    """The results of imap_unordered(), as they come."""

    def _set(self, i, obj):
        with self._cond:
            self._items.append(obj)
            self._index += 1
            self._cond.notify()
            self._finish_if_complete()


class ThreadPool(Pool):
    """A pool of worker threads."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from multiprocessing.dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()
        self._change_notifier = queue.SimpleQueue()
        self._quick_put = self._inqueue.put
        self._quick_get = self._outqueue.get

    def _drain_results(self):
        """A queue of threads is never full."""

    def _wait_for_change(self):
        self._change_notifier.get()

    def _end_workers(self):
        """Threads cannot be ended from outside: each gets a sentinel."""

    def _help_stuff_finish(self):
        # What is not begun is dropped.
        try:
            while True:
                self._inqueue.get(block=False)
        except queue.Empty:
            pass
        for _ in self._pool:
            self._inqueue.put(None)
