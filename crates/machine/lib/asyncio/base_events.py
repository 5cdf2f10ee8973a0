"""The event loop (Lib/asyncio/base_events.py, 3.13).

CPython's loop sleeps in a selector; this one waits on a native event, with the time to the
next timer as its timeout, so the machine sees when a loop is idle and what wakes it. Other
threads reach the loop only through call_soon_threadsafe(), which sets that event.

Time is virtual, so equal deadlines are common: they are served in the order they were made,
which CPython's heap does not promise.
"""

import heapq
import itertools
import sys
import threading
import time
from collections import deque

import _thread
import _timeslice
from asyncio import (
    coroutines,
    events,
    format_helpers,
    futures,
    log,
    tasks,
    timeouts,
)

# One nanosecond, the resolution of the machine's clock.
_CLOCK_RESOLUTION = 1e-09


def _format_handle(handle):
    owner = getattr(handle._callback, '__self__', None)
    return repr(owner) if isinstance(owner, tasks.Task) else str(handle)


def _run_until_complete_cb(fut):
    if not fut.cancelled():
        exc = fut._exception
        if isinstance(exc, (SystemExit, KeyboardInterrupt)):
            # run_forever() is being left by this exception already.
            return
    futures._get_loop(fut).stop()


class Server(events.AbstractServer):
    """A server made by a loop. The simulated machine has none."""


class BaseEventLoop(events.AbstractEventLoop):
    """Runs callbacks and tasks, one at a time."""

    def __init__(self):
        self._closed = False
        self._stopping = False
        self._ready = deque()
        self._scheduled = []  # a heap of (when, order of creation, handle)
        self._timer_order = itertools.count()
        self._wakeup = _thread.Event()
        self._default_executor = None
        self._thread_id = None
        self._exception_handler = None
        self._debug = False
        # In debug mode a callback that takes longer is reported.
        self.slow_callback_duration = 0.1
        self._current_handle = None
        self._task_factory = None
        self._old_origin_depth = None
        self._executor_shutdown_called = False
        if "logging" in sys.modules:
            log.get().debug('Using selector: %s', 'EpollSelector')

    def __repr__(self):
        return (f'<{self.__class__.__name__} running={self.is_running()} '
                f'closed={self.is_closed()} debug={self.get_debug()}>')

    # Futures and tasks

    def create_future(self):
        """A future of this loop."""
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        """Run a coroutine as a task of this loop."""
        self._check_closed()  # timeslice: line 467
        if self._task_factory is None:
            return tasks.Task(coro, loop=self, name=name, context=context)
        if context is None:
            task = self._task_factory(self, coro)
        else:
            task = self._task_factory(self, coro, context=context)
        set_name = getattr(task, 'set_name', None)
        if name is not None and set_name is not None:
            set_name(name)
        return task

    def set_task_factory(self, factory):
        """What create_task() calls as factory(loop, coro); None means Task."""
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        """The task factory, or None."""
        return self._task_factory

    # Running

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')  # timeslice: line 552

    def _check_running(self):
        if self.is_running():
            raise RuntimeError('This event loop is already running')  # timeslice: line 633
        if events._get_running_loop() is not None:
            raise RuntimeError(  # timeslice: line 635
                'Cannot run the event loop while another loop is running')

    def run_forever(self):
        """Run until stop() is called."""
        try:
            self._run_forever_setup()  # timeslice: line 677
            while True:
                self._run_once()  # timeslice: line 679
                if self._stopping:
                    break
        finally:
            self._run_forever_cleanup()

    def _run_forever_setup(self):
        self._check_closed()  # timeslice: line 645
        self._check_running()  # timeslice: line 646
        self._track_coroutine_origins(self._debug)
        self._thread_id = threading.get_ident()
        events._set_running_loop(self)

    def _run_forever_cleanup(self):
        self._stopping = False
        self._thread_id = None
        events._set_running_loop(None)
        self._track_coroutine_origins(False)

    def run_until_complete(self, future):
        """Run until a future, task or coroutine is done, and give its result."""
        self._check_closed()  # timeslice: line 696
        self._check_running()  # timeslice: line 697
        new_task = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if new_task:
            # The caller is told with an exception if the task does not end.
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()  # timeslice: line 708
        except:
            if new_task and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')  # timeslice: line 719
        return future.result()  # timeslice: line 721

    def stop(self):
        """Leave run_forever() at the end of this turn."""
        self._stopping = True

    def close(self):
        """Drop everything that is scheduled. The loop must not be running."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        if self._debug:
            log.get().debug("Close %r", self)
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is not None:
            self._default_executor = None
            executor.shutdown(wait=False)

    def is_closed(self):
        """Whether close() was called."""
        return self._closed

    def is_running(self):
        """Whether the loop runs in some thread."""
        return self._thread_id is not None

    def time(self):
        """The loop's time in seconds."""
        return time.monotonic()

    # Callbacks

    def call_soon(self, callback, *args, context=None):
        """Call callback(*args) in the next turn."""
        self._check_closed()  # timeslice: line 829
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_soon')
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_later(self, delay, callback, *args, context=None):
        """Call callback(*args) after delay seconds."""
        if delay is None:
            raise TypeError('delay must not be None')
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        """Call callback(*args) at a time of the loop."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()  # timeslice: line 808
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_at')
        timer = events.TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._scheduled, (when, next(self._timer_order), timer))
        timer._scheduled = True
        return timer

    def call_soon_threadsafe(self, callback, *args, context=None):
        """call_soon() for other threads."""
        self._check_closed()  # timeslice: line 874
        if self._debug:
            self._check_callback(callback, 'call_soon_threadsafe')
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        self._wakeup.set()
        return handle

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')

    def _check_thread(self):
        if self._thread_id is not None and threading.get_ident() != self._thread_id:
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other "
                               "than the current one")

    def _run_once(self):
        """One turn: wait until something is due, then call what is ready now. Callbacks
        that are added meanwhile belong to the next turn."""
        scheduled = self._scheduled
        while scheduled and scheduled[0][2]._cancelled:
            heapq.heappop(scheduled)[2]._scheduled = False
        if not (self._ready or self._stopping):
            if not scheduled:
                self._wakeup.wait()
            else:
                timeout = scheduled[0][0] - self.time()
                if timeout > 0:
                    # EpollSelector.select waits for whole milliseconds, rounded up: timers that
                    # lie closer together are due in the same turn.
                    self._wakeup.wait(-(-timeout * 1e3 // 1) * 1e-3)
        if self._wakeup.is_set():
            self._wakeup.clear()
        if scheduled:
            end_time = self.time() + _CLOCK_RESOLUTION
            while scheduled and scheduled[0][0] < end_time:
                handle = heapq.heappop(scheduled)[2]
                handle._scheduled = False
                self._ready.append(handle)
        ready = len(self._ready)
        _timeslice.task_event("turn", ready)
        for _ in range(ready):
            handle = self._ready.popleft()
            if handle._cancelled:
                continue
            if self._debug:
                self._run_timed(handle)
            else:
                handle._run()  # timeslice: line 2027

    def _run_timed(self, handle):
        self._current_handle = handle
        try:
            start = self.time()
            handle._run()  # timeslice: line 2019
            duration = self.time() - start
            if duration >= self.slow_callback_duration:
                log.get().warning('Executing %s took %.3f seconds',
                                  _format_handle(handle), duration)
        finally:
            self._current_handle = None

    # Threads

    def run_in_executor(self, executor, func, *args):
        """Call func(*args) in an executor; gives a future."""
        from concurrent.futures import ThreadPoolExecutor
        self._check_closed()  # timeslice: line 884
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        if executor is None:
            if self._executor_shutdown_called:
                raise RuntimeError('Executor shutdown has been called')
            if self._default_executor is None:
                self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
            executor = self._default_executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """The executor that run_in_executor(None, …) uses."""
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait for the default executor's threads, without blocking the loop."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        future = self.create_future()
        future._awaited_for = 'shutdown of the default executor'
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        try:
            async with timeouts.timeout(timeout):
                await future
        except TimeoutError:
            import warnings
            warnings.warn("The executor did not finishing joining "
                          f"its threads within {timeout} seconds.",
                          RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled, future, None)
        except Exception as ex:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, ex)

    # Asynchronous generators

    def _asyncgen_finalizer_hook(self, agen):
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Close every asynchronous generator that was begun in this loop."""
        closing = _timeslice.async_generators()
        if not closing:
            return
        results = await tasks.gather(*[agen.aclose() for agen in closing],
                                     return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of '
                               f'asynchronous generator {agen!r}',
                    'exception': result,
                    'asyncgen': agen,
                })

    # Errors in callbacks

    def get_exception_handler(self):
        """The handler, or None for the default one."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Call handler(loop, context) for errors nobody else can be told of."""
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log the error."""
        message = context.get('message') or 'Unhandled exception in event loop'
        exception = context.get('exception')
        exc_info = False
        if exception is not None:
            exc_info = (type(exception), exception, exception.__traceback__)
        if ('source_traceback' not in context and self._current_handle is not None
                and self._current_handle._source_traceback):
            context['handle_traceback'] = self._current_handle._source_traceback
        lines = [message]
        for key in sorted(context):
            if key in ('message', 'exception'):
                continue
            value = context[key]
            if key in ('source_traceback', 'handle_traceback'):
                thing = 'Object' if key == 'source_traceback' else 'Handle'
                stack = format_helpers.format_stack(value).rstrip()
                lines.append(f'{key}: {thing} created at (most recent call last):\n{stack}')
            else:
                lines.append(f'{key}: {value!r}')
        log.get().error('\n'.join(lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Report an error to the handler."""
        try:
            if self._exception_handler is None:
                self.default_exception_handler(context)
                return
            ctx = None
            for key in ('task', 'future', 'handle'):
                if context.get(key) is not None:
                    thing = context[key]
                    if hasattr(thing, "get_context"):
                        ctx = thing.get_context()
                    break
            if ctx is not None and hasattr(ctx, "run"):
                ctx.run(self._exception_handler, self, context)  # timeslice: line 1908
            else:
                self._exception_handler(self, context)  # timeslice: line 1910
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._handler_failed(context, exc)

    def _handler_failed(self, context, exc):
        if self._exception_handler is None:
            log.get().error('Exception in default exception handler', exc_info=True)
            return
        try:
            self.default_exception_handler({
                'message': 'Unhandled error in exception handler',
                'exception': exc,
                'context': context,
            })
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            log.get().error('Exception in default exception handler '
                            'while handling an unexpected error '
                            'in custom exception handler', exc_info=True)

    # Debug mode

    def get_debug(self):
        """Whether debug mode is on."""
        return self._debug

    def set_debug(self, enabled):
        """Switch debug mode."""
        self._debug = enabled
        if self.is_running():
            self.call_soon_threadsafe(self._track_coroutine_origins, enabled)

    def _track_coroutine_origins(self, enabled):
        if bool(enabled) == (self._old_origin_depth is not None):
            return
        if enabled:
            self._old_origin_depth = sys.get_coroutine_origin_tracking_depth()
            sys.set_coroutine_origin_tracking_depth(10)
        else:
            sys.set_coroutine_origin_tracking_depth(self._old_origin_depth)
            self._old_origin_depth = None


def _refusal(name):
    def method(self, *args, **kwargs):
        raise NotImplementedError(f"loop.{name} is not supported in Timeslice")
    method.__name__ = name
    method.__doc__ = "Not available on the simulated machine."
    return method


# Networks, pipes, child processes and signals.
for _name in ('add_reader', 'remove_reader', 'add_writer', 'remove_writer',
              'add_signal_handler', 'remove_signal_handler', 'connect_accepted_socket',
              'connect_read_pipe', 'connect_write_pipe', 'create_connection',
              'create_datagram_endpoint', 'create_server', 'create_unix_connection',
              'create_unix_server', 'getaddrinfo', 'getnameinfo', 'sendfile', 'sock_accept',
              'sock_connect', 'sock_recv', 'sock_recv_into', 'sock_recvfrom', 'sock_sendall',
              'sock_sendfile', 'sock_sendto', 'start_tls', 'subprocess_exec',
              'subprocess_shell'):
    setattr(BaseEventLoop, _name, _refusal(_name))
