"""Tasks, and the functions that wait for several of them (Lib/asyncio/tasks.py and
Modules/_asynciomodule.c, 3.13).

A task is in one of three states: it waits for `_fut_waiter`; its next step is scheduled;
or it is running. Each step runs the coroutine to its next pending await.

The registry keeps tasks alive, where CPython's keeps weak references; pending tasks that
CPython would report as destroyed are reported at the program's end, when it does so too.
"""

import _timeslice
import atexit
import contextvars
import functools
import itertools
import math
import sys
from asyncio import coroutines, events, exceptions, format_helpers, futures, queues, timeouts
from types import GeneratorType

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

_task_name_counter = itertools.count(1).__next__

_scheduled_tasks = {}  # every task that is not done, in creation order; the keys count
_current_tasks = {}  # loop -> the task it is running


def current_task(loop=None):
    """The task that is running, or None."""
    if loop is None:
        loop = events.get_running_loop()
    return _current_tasks.get(loop)


def _tasks_in_order(loop):
    return [task for task in list(_scheduled_tasks)
            if futures._get_loop(task) is loop and not task.done()]


def all_tasks(loop=None):
    """The set of the loop's tasks that are not done."""
    if loop is None:
        loop = events.get_running_loop()
    return set(_tasks_in_order(loop))


def _register_task(task):
    _scheduled_tasks[task] = None


def _unregister_task(task):
    _scheduled_tasks.pop(task, None)


def _enter_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another "
                           f"task {current!r} is being executed.")
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match "
                           f"the current task {current!r}.")
    del _current_tasks[loop]


class Task(futures.Future):
    """A coroutine that a loop runs."""

    __module__ = '_asyncio'

    _log_destroy_pending = True

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if self._source_traceback:
            # Without the frame of the loop's create_task().
            del self._source_traceback[-2:]
        if not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f'Task-{_task_name_counter()}' if name is None else str(name)
        self._num_cancels_requested = 0
        self._must_cancel = False
        self._fut_waiter = None
        self._coro = coro
        # From here on the task is asked when the coroutine is forgotten.
        _timeslice.adopt(coro)
        self._context = contextvars.copy_context() if context is None else context
        _timeslice.task_event("create", self._name, self, coro)
        _register_task(self)
        if eager_start and self._loop.is_running():
            self._eager_start()
        else:
            self._loop.call_soon(self._step, context=self._context)

    def _repr_info(self):
        info = super()._repr_info()
        if self.cancelling() and not self.done():
            info[0] = 'cancelling'
        info.insert(1, f'name={self._name!r}')
        if self._fut_waiter is not None:
            info.insert(2, f'wait_for={self._fut_waiter!r}')
        if self._coro:
            info.insert(2, f'coro=<{coroutines.format_coroutine(self._coro)}>')
        return info

    def get_coro(self):
        """The coroutine."""
        return self._coro

    def get_context(self):
        """The context the coroutine runs in."""
        return self._context

    def get_name(self):
        """The task's name."""
        return self._name

    def set_name(self, value):
        """Rename the task."""
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def get_stack(self, *, limit=None):
        """The frames of the suspended coroutine, or of the exception's traceback."""
        frames = []
        frame = getattr(self._coro, 'cr_frame', None) or getattr(self._coro, 'gi_frame', None)
        if frame is not None:
            while frame is not None and (limit is None or len(frames) < limit):
                frames.append(frame)
                frame = frame.f_back
            frames.reverse()
        elif self._exception is not None:
            tb = self._exception.__traceback__
            while tb is not None and (limit is None or len(frames) < limit):
                frames.append(tb.tb_frame)
                tb = tb.tb_next
        return frames

    def print_stack(self, *, limit=None, file=None):
        """Print what get_stack() finds, as a traceback."""
        import traceback
        # Without a file CPython prints the frames on stderr and the rest on stdout.
        stack = [(frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name)
                 for frame in self.get_stack(limit=limit)]
        if not stack:
            print(f'No stack for {self!r}', file=file)
        else:
            kind = 'Stack' if self._exception is None else 'Traceback'
            print(f'{kind} for {self!r} (most recent call last):', file=file)
        frames_file = sys.stderr if file is None else file
        frames_file.write(format_helpers.format_stack(stack))
        if self._exception is not None:
            for line in traceback.format_exception_only(self._exception):
                print(line, file=file, end='')

    def cancel(self, msg=None):
        """Ask the task to stop: CancelledError is raised in the coroutine at its next step."""
        self._retrieved()
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            # It stays in place: a task may ignore this and be cancelled again.
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        """How many cancellation requests are open."""
        return self._num_cancels_requested

    def uncancel(self):
        """Take back one cancellation request; gives the number left."""
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
            if self._num_cancels_requested == 0:
                self._must_cancel = False
        return self._num_cancels_requested

    def _eager_start(self):  # timeslice: hide
        loop = self._loop
        previous = _current_tasks.pop(loop, None)
        _current_tasks[loop] = self
        try:
            self._context.run(self._run_step, None)
        finally:
            del _current_tasks[loop]
            if previous is not None:
                _current_tasks[loop] = previous
            if self.done():
                self._coro = None

    def _step(self, exc=None):  # timeslice: hide
        if self.done():
            raise exceptions.InvalidStateError(f'__step(): already done: {self!r}, {exc!r}')
        if self._must_cancel:
            if not isinstance(exc, exceptions.CancelledError):
                exc = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        _enter_task(self._loop, self)
        try:
            self._run_step(exc)
        finally:
            _leave_task(self._loop, self)

    def _run_step(self, exc):  # timeslice: hide
        _timeslice.task_event("run", self._name, self, self._coro)
        try:
            if exc is None:
                result = self._coro.send(None)
            else:
                result = self._coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                # Cancelled right before it ended.
                self._must_cancel = False
                self._end(2, super().cancel, self._cancel_message)
            else:
                self._end(0, super().set_result, stop.value)
        except exceptions.CancelledError as cancelled:
            self._cancelled_exc = cancelled
            self._end(2, super().cancel)
        except (KeyboardInterrupt, SystemExit) as error:
            self._end(1, super().set_exception, error)
            raise
        except BaseException as error:
            self._end(1, super().set_exception, error)
        else:
            self._wait_for(result)

    def _end(self, how, complete, *args):
        _timeslice.task_event("end", how, self)
        _unregister_task(self)
        complete(*args)

    def _wait_for(self, result):
        """Deal with what the coroutine yielded: the future it waits for, or None."""
        error = None
        awaited = None
        blocking = getattr(result, '_asyncio_future_blocking', None)
        if blocking is not None:
            if futures._get_loop(result) is not self._loop:
                error = f'Task {self!r} got Future {result!r} attached to a different loop'
            elif not blocking:
                error = f'yield was used instead of yield from in task {self!r} with {result!r}'
            elif result is self:
                error = f'Task cannot await on itself: {self!r}'
            else:
                result._asyncio_future_blocking = False
                result.add_done_callback(self.task_wakeup, context=self._context)
                self._fut_waiter = result
                if self._must_cancel and result.cancel(msg=self._cancel_message):
                    self._must_cancel = False
                awaited = result
        elif isinstance(result, GeneratorType):
            error = (f'yield was used instead of yield from for '
                     f'generator in task {self!r} with {result!r}')
        elif result is not None:
            error = f'Task got bad yield: {result!r}'
        _timeslice.task_event("await", "" if awaited is None else _what(awaited), awaited, self._coro)
        if error is not None:
            self._loop.call_soon(self._step, RuntimeError(error), context=self._context)
        elif blocking is None:
            # A bare yield gives way for one turn of the loop.
            self._loop.call_soon(self._step, context=self._context)

    # CPython shows this name in the reprs of awaited futures.
    def task_wakeup(self, future):  # timeslice: hide
        try:
            future.result()
        except BaseException as exc:
            self._step(exc)
        else:
            self._step()


def _what(future):
    """What a task waits for, in the trace's words."""
    if future._awaited_for is not None:
        return future._awaited_for
    return future._name if isinstance(future, Task) else 'future'


def create_task(coro, *, name=None, context=None):
    """Run a coroutine as a task of the running loop."""
    loop = events.get_running_loop()  # timeslice: line 407
    if context is None:
        task = loop.create_task(coro, name=name)  # timeslice: line 410
    else:
        task = loop.create_task(coro, name=name, context=context)  # timeslice: line 412
    return task


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for tasks; gives the sets (done, pending)."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")  # timeslice: line 439
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')  # timeslice: line 441
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')  # timeslice: line 443
    # Keeps the given order, where CPython iterates a set.
    fs = list(dict.fromkeys(fs))
    if any(coroutines.iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")  # timeslice: line 448
    loop = events.get_running_loop()
    return await _wait(fs, timeout, return_when, loop)  # timeslice: line 451


async def _wait(fs, timeout, return_when, loop):
    waiter = loop.create_future()
    waiter._awaited_for = f'wait({len(fs)} tasks)'
    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _release_waiter, waiter)
    counter = len(fs)

    def _on_completion(f):
        nonlocal counter
        counter -= 1
        if (counter <= 0 or return_when == FIRST_COMPLETED
                or return_when == FIRST_EXCEPTION and not f.cancelled()
                and f.exception() is not None):
            if timer is not None:
                timer.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for f in fs:
        f.add_done_callback(_on_completion)
    try:
        await waiter  # timeslice: line 537
    finally:
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for f in fs:
        (done if f.done() else pending).add(f)
    return done, pending


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout):
    """The result of an awaitable; it is cancelled, and TimeoutError raised, after timeout."""
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()  # timeslice: line 498
        await _cancel_and_wait(fut)
        try:
            return fut.result()  # timeslice: line 502
        except exceptions.CancelledError as exc:
            raise TimeoutError from exc  # timeslice: line 504
    async with timeouts.timeout(timeout):  # timeslice: line 506
        return await fut  # timeslice: line 507


async def _cancel_and_wait(fut):
    """Cancel a future or task and wait until it is done."""
    waiter = events.get_running_loop().create_future()
    callback = functools.partial(_release_waiter, waiter)
    fut.add_done_callback(callback)
    try:
        fut.cancel()
        await waiter  # timeslice: line 565
    finally:
        fut.remove_done_callback(callback)


class _AsCompletedIterator:
    """Yields awaitables in the order they complete, to `for` and to `async for`."""

    def __init__(self, aws, timeout):
        self._done = queues.Queue()
        self._timeout_handle = None
        loop = events.get_event_loop()
        # CPython iterates a set: no order is promised. Two coroutines mostly come last first, and
        # programs that rely on the given order should show that they do.
        aws = list(dict.fromkeys(aws))
        self._todo = dict.fromkeys(ensure_future(aw, loop=loop) for aw in reversed(aws))
        for f in self._todo:
            f.add_done_callback(self._handle_completion)
        if self._todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)
        self._todo_left = len(self._todo)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        self._todo_left -= 1
        return await self._wait_for_one()  # timeslice: line 603

    def __next__(self):
        if not self._todo_left:
            raise StopIteration
        self._todo_left -= 1
        return self._wait_for_one(resolve=True)

    def _handle_timeout(self):
        for f in self._todo:
            f.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)
        self._todo.clear()

    def _handle_completion(self, f):
        if not self._todo:
            return
        del self._todo[f]
        self._done.put_nowait(f)
        if not self._todo and self._timeout_handle is not None:
            self._timeout_handle.cancel()

    async def _wait_for_one(self, resolve=False):
        f = await self._done.get()  # timeslice: line 630
        if f is None:
            raise exceptions.TimeoutError  # timeslice: line 633
        return f.result() if resolve else f  # timeslice: line 634


def as_completed(fs, *, timeout=None):
    """Iterate over awaitables in the order they complete."""
    if coroutines.isawaitable(fs):
        raise TypeError(  # timeslice: line 684
            f"expects an iterable of awaitables, not {type(fs).__name__}"
        )
    return _AsCompletedIterator(fs, timeout)


class _GiveWay:
    """Awaiting it suspends the task for one turn of the loop."""

    def __await__(self):  # timeslice: hide
        yield


async def sleep(delay, result=None):
    """Suspend the task for delay seconds."""
    if delay <= 0:
        await _GiveWay()
        return result
    if math.isnan(delay):
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = events.get_running_loop()
    future = loop.create_future()
    future._awaited_for = f'sleep({delay!r})'
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, future, result)
    try:
        return await future  # timeslice: line 718
    finally:
        timer.cancel()


def ensure_future(coro_or_future, *, loop=None):
    """A future as it is; a task for any other awaitable."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures._get_loop(coro_or_future):
            raise ValueError('The future belongs to a different loop than '
                             'the one specified as the loop argument')
        return coro_or_future
    should_close = True
    if not coroutines.iscoroutine(coro_or_future):
        if not coroutines.isawaitable(coro_or_future):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')

        async def _wrap_awaitable(awaitable):
            return await awaitable

        coro_or_future = _wrap_awaitable(coro_or_future)
        should_close = False
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro_or_future)  # timeslice: line 748
    except RuntimeError:
        if should_close:
            coro_or_future.close()
        raise


class _GatheringFuture(futures.Future):
    """What gather() returns: cancelling it cancels the children."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._awaited_for = f'gather({len(children)})'
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._cancel_requested = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    """A future of the list of all results; the first exception completes it at once."""
    if not coros_or_futures:
        outer = events.get_event_loop().create_future()
        outer.set_result([])
        return outer

    def _done_callback(fut):
        nonlocal nfinished
        nfinished += 1
        if outer is None or outer.done():
            if not fut.cancelled():
                fut._retrieved()
            return
        if not return_exceptions:
            if fut.cancelled():
                outer.set_exception(fut._make_cancelled_error())
                return
            exc = fut.exception()
            if exc is not None:
                outer.set_exception(exc)
                return
        if nfinished == nfuts:
            results = [_outcome(child) for child in children]
            if outer._cancel_requested:
                outer.set_exception(fut._make_cancelled_error())
            else:
                outer.set_result(results)

    arg_to_fut = {}
    children = []
    nfinished = 0
    nfuts = 0
    already_done = []
    loop = None
    outer = None
    for arg in coros_or_futures:
        if arg not in arg_to_fut:
            fut = ensure_future(arg, loop=loop)
            if loop is None:
                loop = futures._get_loop(fut)
            if fut is not arg:
                # The program cannot hold this task: losing it is not its fault.
                fut._log_destroy_pending = False
            nfuts += 1
            arg_to_fut[arg] = fut
            if fut.done():
                already_done.append(fut)
            else:
                fut.add_done_callback(_done_callback)
        children.append(arg_to_fut[arg])
    outer = _GatheringFuture(children, loop=loop)
    for fut in already_done:
        _done_callback(fut)
    return outer


def _outcome(future):
    """A finished future's result or exception, as gather(return_exceptions=True) lists it."""
    if future.cancelled():
        message = future._cancel_message
        return exceptions.CancelledError('' if message is None else message)
    exc = future.exception()
    return future.result() if exc is None else exc


def shield(arg):
    """Wait for a future in a way that cancelling the wait does not cancel the future."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()
    outer._awaited_for = 'shield'

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner._retrieved()
            return
        if inner.cancelled():
            outer.cancel()
        elif (exc := inner.exception()) is not None:
            outer.set_exception(exc)
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Run a coroutine in another thread's loop; gives a concurrent.futures.Future."""
    from concurrent.futures import Future
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    future = Future()

    def callback():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if future.set_running_or_notify_cancel():
                future.set_exception(exc)
            raise

    loop.call_soon_threadsafe(callback)
    return future


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks run to their first wait at once."""
    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context,
                                       eager_start=True)
    return factory


eager_task_factory = create_eager_task_factory(Task)


def _report_leftovers():
    """The program's end: what CPython reports when it destroys what is left."""
    for task in list(_scheduled_tasks):
        del _scheduled_tasks[task]
        if task._log_destroy_pending and not task.done():
            context = {'task': task, 'message': 'Task was destroyed but it is pending!'}
            if task._source_traceback:
                context['source_traceback'] = task._source_traceback
            task._loop.call_exception_handler(context)
        try:
            task._coro.close()
        except BaseException as exc:
            sys.stderr.write(f"Exception ignored in: {task._coro!r}\n"
                             + _timeslice.format_exception(exc))


atexit.register(_report_leftovers)
