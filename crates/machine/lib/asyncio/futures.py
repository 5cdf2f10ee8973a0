"""asyncio futures (Lib/asyncio/futures.py and Modules/_asynciomodule.c, 3.13).

CPython's future is written in C and leaves no frames in tracebacks; the methods that raise
are marked so that the machine leaves theirs out too. CPython reports an exception nobody
asked for in the future's finaliser; here only failed futures are watched, so that memory is
searched only when there is something to report.
"""

import _timeslice
import contextvars
from asyncio import events, exceptions, format_helpers

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def isfuture(obj):
    """Whether obj is, or acts as, an asyncio future."""
    return (hasattr(obj.__class__, '_asyncio_future_blocking') and
            obj._asyncio_future_blocking is not None)


class Future:
    """A result that is not there yet."""

    __module__ = '_asyncio'

    _state = _PENDING
    _result = None
    _exception = None
    _exception_tb = None
    _loop = None
    _source_traceback = None
    _cancel_message = None
    _cancelled_exc = None
    # There is an exception that nobody asked for yet.
    _unseen = False
    # What the trace says a task waits for when it awaits this future.
    _awaited_for = None
    # Marks the class as a future; set while an await hands the future to its task.
    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if self._loop._debug:
            self._source_traceback = format_helpers.call_stack(1)

    def _repr_info(self):
        info = [self._state.lower()]
        if self._state == _FINISHED:
            if self._exception is not None:
                info.append(f'exception={self._exception!r}')
            else:
                info.append(f'result={format_helpers.short_repr(self._result)}')
        if self._callbacks:
            shown = [format_helpers.format_callback_source(callback, ())
                     for callback, _ in self._callbacks]
            if len(shown) > 2:
                shown[1:-1] = [f'<{len(shown) - 2} more>']
            info.append(f"cb=[{', '.join(shown)}]")
        if self._source_traceback:
            frame = self._source_traceback[-1]
            info.append(f'created at {frame[0]}:{frame[1]}')
        return info

    @format_helpers.guarded
    def __repr__(self):
        return f"<{self.__class__.__name__} {' '.join(self._repr_info())}>"

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    @property
    def _log_traceback(self):
        return self._unseen

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError('_log_traceback can only be set to False')
        self._retrieved()

    def _retrieved(self):
        """Somebody knows of the exception: there is nothing to report any more."""
        if self._unseen:
            self._unseen = False
            _timeslice.unwatch(self)
            _timeslice.event("future asked", str(id(self)))

    def __del__(self):
        if not self._unseen:
            return
        # Nobody has asked, and nobody will.
        self._unseen = False
        _timeslice.unwatch(self)
        context = {
            'message': f'{self.__class__.__name__} exception was never retrieved',
            'exception': self._exception,
            'future': self,
        }
        if self._source_traceback:
            context['source_traceback'] = self._source_traceback
        self._loop.call_exception_handler(context)

    def get_loop(self):
        """The loop the future belongs to."""
        return self._loop

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None:
            exc, self._cancelled_exc = self._cancelled_exc, None
            return exc
        if self._cancel_message is None:
            return exceptions.CancelledError()
        return exceptions.CancelledError(self._cancel_message)

    def cancel(self, msg=None):
        """Cancel the future unless it is done; tells whether it was cancelled."""
        self._retrieved()
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        _timeslice.task_event("done", self._awaited_for or "", self)
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def cancelled(self):
        """Whether the future was cancelled."""
        return self._state == _CANCELLED

    def done(self):
        """Whether the future has a result or an exception or was cancelled."""
        return self._state != _PENDING

    def result(self):  # timeslice: hide
        """The result; raises the exception instead if there is one."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError('Result is not set.')
        self._retrieved()
        if self._exception is not None:
            # The second time the frames of the first are not shown again, as in C.
            traceback, self._exception_tb = self._exception_tb, None
            raise self._exception.with_traceback(traceback)
        return self._result

    def exception(self):  # timeslice: hide
        """The exception, or None."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError('Exception is not set.')
        self._retrieved()
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        """Have the loop call fn(self) when the future is done."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            if context is None:
                context = contextvars.copy_context()
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """Undo add_done_callback(); tells how many were removed."""
        kept = [entry for entry in self._callbacks if entry[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):  # timeslice: hide
        """Complete the future."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')
        self._result = result
        self._state = _FINISHED
        _timeslice.task_event("done", self._awaited_for or "", self)
        self._schedule_callbacks()

    def set_exception(self, exception):  # timeslice: hide
        """Complete the future with an exception."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')
        if isinstance(exception, type):
            exception = exception()
        if not isinstance(exception, BaseException):
            raise TypeError('invalid exception object')
        if isinstance(exception, StopIteration):
            replacement = RuntimeError("StopIteration interacts badly with "
                                       "generators and cannot be raised into a "
                                       "Future")
            replacement.__cause__ = exception
            replacement.__context__ = exception
            exception = replacement
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        _timeslice.task_event("done", self._awaited_for or "", self)
        self._schedule_callbacks()
        if not isinstance(exception, (SystemExit, KeyboardInterrupt)):
            self._unseen = True
            _timeslice.watch(self)
            _timeslice.event("future failed", f"{id(self)}|A {type(self).__name__.lower()} raised {type(exception).__name__}")

    def __await__(self):  # timeslice: hide
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
        if self._state == _PENDING:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


def _get_loop(future):
    try:
        return future.get_loop()
    except AttributeError:
        return future._loop


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


def _convert_exception(exc):
    """asyncio's counterpart of an exception of concurrent.futures."""
    from concurrent.futures import _base
    if type(exc) is _base.CancelledError:
        return exceptions.CancelledError(*exc.args).with_traceback(exc.__traceback__)
    if type(exc) is _base.InvalidStateError:
        return exceptions.InvalidStateError(*exc.args).with_traceback(exc.__traceback__)
    return exc


def _copy_state(source, target):
    """Complete an asyncio or concurrent future as another one was completed."""
    if isfuture(target):
        if target.cancelled():
            return
    else:
        if source.cancelled():
            target.cancel()
        if not target.set_running_or_notify_cancel():
            return
    if source.cancelled():
        target.cancel()
    elif (exception := source.exception()) is not None:
        target.set_exception(_convert_exception(exception))
    else:
        target.set_result(source.result())


def _chain_future(source, destination):
    """Complete destination when source is, and cancel source when destination is."""
    source_loop = _get_loop(source) if isfuture(source) else None
    target_loop = _get_loop(destination) if isfuture(destination) else None

    def _call_check_cancel(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is target_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if destination.cancelled() and target_loop is not None and target_loop.is_closed():
            return
        if target_loop is None or target_loop is source_loop:
            _copy_state(source, destination)
        elif not target_loop.is_closed():
            target_loop.call_soon_threadsafe(_copy_state, source, destination)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def wrap_future(future, *, loop=None):
    """An asyncio future for a concurrent.futures one."""
    from concurrent.futures import _base
    if isfuture(future):
        return future
    assert isinstance(future, _base.Future), f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        loop = events.get_event_loop()
    new_future = loop.create_future()
    new_future._awaited_for = "call in an executor"
    _chain_future(future, new_future)
    return new_future
