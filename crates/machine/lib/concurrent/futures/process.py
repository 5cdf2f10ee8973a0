"""ProcessPoolExecutor (Lib/concurrent/futures/process.py, 3.13).

submit() files the call as a work item; a manager thread feeds a short call queue from the
items and takes the results; worker processes read the call queue. A worker that dies makes
the whole pool unusable, because nobody can tell which call it had.
"""

import itertools
import os
import queue
import threading
from functools import partial

import _timeslice
import multiprocessing as mp
from concurrent.futures import _base
from multiprocessing.connection import Pipe, wait
from multiprocessing.queues import Queue

# Calls queued beyond one per worker, so that no worker waits for the manager thread.
# A call in the queue can no longer be cancelled.
EXTRA_QUEUED_CALLS = 1

_executors = []  # those with a running manager thread, oldest first
_global_shutdown = False


def _python_exit():
    """The program's end: let every pool finish what was submitted, and wait for it."""
    global _global_shutdown
    _global_shutdown = True
    for executor in list(_executors):
        executor._wakeup.wakeup()
    for executor in list(_executors):
        executor._manager_thread.join()


threading._register_atexit(_python_exit)


def _after_fork():
    """A forked child does not own its parent's pools."""
    _executors.clear()


class _ThreadWakeup:
    """A pipe that wakes the manager thread from its wait for results."""

    def __init__(self):
        self._reader, self._writer = Pipe(duplex=False)
        self._closed = False

    def wakeup(self):
        if not self._closed:
            self._writer.send_bytes(b"")

    def clear(self):
        while self._reader.poll():
            self._reader.recv_bytes()

    def close(self):
        self._closed = True
        self._writer.close()
        self._reader.close()


class _RemoteTraceback(Exception):
    """Shows where in the worker an exception came from."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    """An exception on its way to the parent, with the text of its traceback."""

    def __init__(self, exc):
        self.tb = '\n"""\n%s"""' % _timeslice.format_exception(exc)
        self.exc = exc

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class _WorkItem:
    """A submitted call."""

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _CallItem:
    """A call on its way to a worker."""

    def __init__(self, work_id, fn, args, kwargs):
        self.work_id = work_id
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _ResultItem:
    """A result on its way back; exit_pid is set when the worker ends after it."""

    def __init__(self, work_id, exception=None, result=None, exit_pid=None):
        self.work_id = work_id
        self.exception = exception
        self.result = result
        self.exit_pid = exit_pid


class _CallQueue(Queue):
    """A queue that tells the future of a call that cannot be pickled."""

    def __init__(self, maxsize, executor):
        self._executor = executor
        super().__init__(maxsize, ctx=executor._mp_context)

    def _on_queue_feeder_error(self, e, obj):
        if not isinstance(obj, _CallItem):
            super()._on_queue_feeder_error(e, obj)
            return
        e.__cause__ = _RemoteTraceback('\n"""\n%s"""' % _timeslice.format_exception(e))
        work_item = self._executor._pending_work_items.pop(obj.work_id, None)
        with self._executor._shutdown_lock:
            self._executor._wakeup.wakeup()
        if work_item is not None:
            work_item.future.set_exception(e)


def _process_chunk(fn, chunk):
    """One chunk of map()."""
    return [fn(*args) for args in chunk]  # timeslice: line 202


def _process_worker(call_queue, result_queue, initializer, initargs, max_tasks=None):
    """What a worker process does."""
    if initializer is not None:
        try:
            initializer(*initargs)  # timeslice: line 232
        except BaseException:
            _base.logger().critical('Exception in initializer:', exc_info=True)
            # The manager thread notices that this process ends.
            return
    for number in itertools.count(1):
        call_item = call_queue.get(block=True)
        if call_item is None:
            return
        exit_pid = os.getpid() if number == max_tasks else None
        r = exception = None
        try:
            r = call_item.fn(*call_item.args, **call_item.kwargs)  # timeslice: line 253
        except BaseException as e:
            exception = _ExceptionWithTraceback(e)
        try:
            result_queue.put(_ResultItem(call_item.work_id, exception, r, exit_pid))
        except BaseException as e:
            exception = _ExceptionWithTraceback(e)
            result_queue.put(_ResultItem(call_item.work_id, exception, None, exit_pid))
        # An idle worker must not keep the last call's objects alive.
        call_item = r = exception = None
        if exit_pid is not None:
            return


class _ExecutorManagerThread(threading.Thread):
    """Carries calls and results between an executor and its workers."""

    def __init__(self, executor):
        self.executor = executor
        self.wakeup = executor._wakeup
        self.processes = executor._processes
        self.call_queue = executor._call_queue
        self.result_queue = executor._result_queue
        super().__init__()

    def run(self):
        executor = self.executor
        while True:
            self.feed_workers()
            result_item, broken, cause = self.wait_for_news()
            if broken:
                with executor._shutdown_lock:
                    self.give_up(cause)
                return
            if result_item is not None:
                self.deliver(result_item)
            if _global_shutdown or executor._shutdown_thread:
                executor._shutdown_thread = True
                self.cancel_pending()
                self.feed_workers()
                if not executor._pending_work_items:
                    with executor._shutdown_lock:
                        self.join_workers()
                    return

    def feed_workers(self):
        """Fill the call queue from the work items."""
        executor = self.executor
        while not self.call_queue.full():
            try:
                work_id = executor._work_ids.get(block=False)
            except queue.Empty:
                return
            work_item = executor._pending_work_items[work_id]
            if work_item.future.set_running_or_notify_cancel():
                self.call_queue.put(_CallItem(work_id, work_item.fn, work_item.args,
                                              work_item.kwargs))
            else:
                del executor._pending_work_items[work_id]

    def wait_for_news(self):
        """Wait for a result, a wake-up or the death of a worker."""
        reader = self.result_queue._reader
        sentinels = [process.sentinel for process in self.processes.values()]
        ready = wait([reader, self.wakeup._reader] + sentinels)
        result_item = None
        cause = None
        broken = True
        if reader in ready:
            try:
                result_item = reader.recv()
                broken = False
            except BaseException as e:
                cause = _timeslice.format_exception(e)
        elif self.wakeup._reader in ready:
            broken = False
        self.wakeup.clear()
        return result_item, broken, cause

    def deliver(self, result_item):
        """Complete the future of a call, and replace a worker that has done its share."""
        executor = self.executor
        work_item = executor._pending_work_items.pop(result_item.work_id, None)
        if work_item is not None:
            if result_item.exception:
                work_item.future.set_exception(result_item.exception)
            else:
                work_item.future.set_result(result_item.result)
        if result_item.exit_pid is not None:
            self.processes.pop(result_item.exit_pid).join()
            with executor._shutdown_lock:
                executor._adjust_process_count()
        else:
            executor._idle_worker_semaphore.release()

    def cancel_pending(self):
        """shutdown(cancel_futures=True): drop what no worker can have begun."""
        executor = self.executor
        if not executor._cancel_pending_futures:
            return
        for work_id, work_item in list(executor._pending_work_items.items()):
            if work_item.future.cancel():
                del executor._pending_work_items[work_id]
        try:
            while True:
                executor._work_ids.get_nowait()
        except queue.Empty:
            executor._cancel_pending_futures = False

    def give_up(self, cause):
        """A worker has died: fail everything and end the others."""
        executor = self.executor
        executor._broken = ('A child process terminated '
                            'abruptly, the process pool is not '
                            'usable anymore')
        executor._shutdown_thread = True
        error = BrokenProcessPool("A process in the process pool was "
                                  "terminated abruptly while the future was "
                                  "running or pending.")
        if cause is not None:
            error.__cause__ = _RemoteTraceback(f"\n'''\n{cause}'''")
        for work_item in executor._pending_work_items.values():
            try:
                work_item.future.set_exception(error)
            except _base.InvalidStateError:
                # It was cancelled meanwhile.
                pass
        executor._pending_work_items.clear()
        for process in self.processes.values():
            process.terminate()
        self.call_queue._terminate_broken()
        self.close()

    def join_workers(self):
        """All is done: send the workers home."""
        for _ in list(self.processes):
            self.call_queue.put(None)
        self.call_queue.close()
        self.call_queue.join_thread()
        self.close()

    def close(self):
        self.wakeup.close()
        for process in self.processes.values():
            process.join()
        if self.executor in _executors:
            _executors.remove(self.executor)


def _chain_from_iterable_of_lists(iterable):
    """The elements of the lists, without keeping those that were yielded."""
    for element in iterable:
        element.reverse()
        while element:
            yield element.pop()  # timeslice: line 626


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker of a ProcessPoolExecutor died."""


class ProcessPoolExecutor(_base.Executor):
    """Runs calls in at most max_workers processes."""

    def __init__(self, max_workers=None, mp_context=None,
                 initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers
        if mp_context is None:
            mp_context = mp.get_context(None if max_tasks_per_child is None else "spawn")
        self._mp_context = mp_context
        forks = mp_context.get_start_method(allow_none=False) == "fork"
        # Forking while the manager thread runs could deadlock the child.
        self._starts_workers_on_demand = not forks
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if forks:
                raise ValueError("max_tasks_per_child is incompatible with"
                                 " the 'fork' multiprocessing start method;"
                                 " supply a different mp_context.")
        self._manager_thread = None
        self._processes = {}  # pid -> Process
        self._shutdown_thread = False
        self._shutdown_lock = threading.Lock()
        self._idle_worker_semaphore = threading.Semaphore(0)
        self._broken = False
        self._queue_count = 0
        self._pending_work_items = {}  # work id -> _WorkItem
        self._cancel_pending_futures = False
        self._wakeup = _ThreadWakeup()
        self._call_queue = _CallQueue(max_workers + EXTRA_QUEUED_CALLS, self)
        self._result_queue = mp_context.SimpleQueue()
        self._work_ids = queue.Queue()
        self._worker_args = (self._call_queue, self._result_queue, initializer, initargs,
                             max_tasks_per_child)

    def _start_manager_thread(self):
        if self._manager_thread is None:
            if not self._starts_workers_on_demand:
                for _ in range(self._max_workers):
                    self._spawn_process()
            self._manager_thread = _ExecutorManagerThread(self)
            self._manager_thread.start()
            _executors.append(self)

    def _adjust_process_count(self):
        if self._idle_worker_semaphore.acquire(blocking=False):
            return
        if len(self._processes) < self._max_workers:
            self._spawn_process()

    def _spawn_process(self):
        process = self._mp_context.Process(target=_process_worker, args=self._worker_args)
        process.start()
        self._processes[process.pid] = process

    def submit(self, fn, /, *args, **kwargs):
        """Schedule fn(*args, **kwargs) and return its Future."""
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)  # timeslice: line 794
            if self._shutdown_thread:
                raise RuntimeError('cannot schedule new futures after shutdown')  # timeslice: line 796
            if _global_shutdown:
                raise RuntimeError('cannot schedule new futures after '  # timeslice: line 798
                                   'interpreter shutdown')
            future = _base.Future()
            self._pending_work_items[self._queue_count] = _WorkItem(future, fn, args, kwargs)
            self._work_ids.put(self._queue_count)
            self._queue_count += 1
            self._wakeup.wakeup()
            if self._starts_workers_on_demand:
                self._adjust_process_count()
            self._start_manager_thread()
            return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Like map(); chunksize calls at a time go to a worker."""
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        results = super().map(partial(_process_chunk, fn),
                              itertools.batched(zip(*iterables), chunksize),
                              timeout=timeout)
        return _chain_from_iterable_of_lists(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls; wait for those submitted unless told otherwise."""
        with self._shutdown_lock:
            self._cancel_pending_futures = cancel_futures
            self._shutdown_thread = True
            self._wakeup.wakeup()
        if self._manager_thread is not None and wait:
            self._manager_thread.join()
