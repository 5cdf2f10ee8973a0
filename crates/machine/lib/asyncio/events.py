"""Handles, the running loop of each thread, and the policy that makes loops
(Lib/asyncio/events.py, 3.13)."""

import _thread
import _timeslice
import contextvars
import threading
from asyncio import format_helpers


class Handle:
    """A callback that was registered with a loop."""

    __slots__ = ('_callback', '_args', '_cancelled', '_loop',
                 '_source_traceback', '_repr', '__weakref__', '_context')

    def __init__(self, callback, args, loop, context=None):
        self._context = contextvars.copy_context() if context is None else context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False
        self._repr = None
        self._source_traceback = format_helpers.call_stack(2) if loop._debug else None

    def _repr_info(self):
        info = [self.__class__.__name__]
        if self._cancelled:
            info.append('cancelled')
        if self._callback is not None:
            info.append(format_helpers.format_callback_source(
                self._callback, self._args, debug=self._loop.get_debug()))
        if self._source_traceback:
            frame = self._source_traceback[-1]
            info.append(f'created at {frame[0]}:{frame[1]}')
        return info

    def __repr__(self):
        if self._repr is not None:
            return self._repr
        return f"<{' '.join(self._repr_info())}>"

    def get_context(self):
        """The context the callback runs in."""
        return self._context

    def cancel(self):
        """The callback will not be called."""
        if not self._cancelled:
            self._cancelled = True
            if self._loop.get_debug():
                self._repr = repr(self)
            self._callback = None
            self._args = None

    def cancelled(self):
        """Whether cancel() was called."""
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)  # timeslice: line 89
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            callback = format_helpers.format_callback_source(
                self._callback, self._args, debug=self._loop.get_debug())
            context = {
                'message': f'Exception in callback {callback}',
                'exception': exc,
                'handle': self,
            }
            if self._source_traceback:
                context['source_traceback'] = self._source_traceback
            self._loop.call_exception_handler(context)


class TimerHandle(Handle):
    """A callback that was registered for a time."""

    __slots__ = ('_scheduled', '_when')

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        if self._source_traceback:
            del self._source_traceback[-1]
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, f'when={self._when}')
        return info

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        if isinstance(other, TimerHandle):
            return self._when < other._when
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, TimerHandle):
            return self._when < other._when or self == other
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, TimerHandle):
            return self._when > other._when
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, TimerHandle):
            return self._when > other._when or self == other
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, TimerHandle):
            return (self._when == other._when and self._callback == other._callback
                    and self._args == other._args and self._cancelled == other._cancelled)
        return NotImplemented

    def when(self):
        """The loop time the callback is due."""
        return self._when


class AbstractServer:
    """A server made by a loop. The simulated machine has none."""


class AbstractEventLoop:
    """What every event loop can do."""


def _abstract(name):
    def method(self, *args, **kwargs):
        raise NotImplementedError
    method.__name__ = name
    return method


for _name in ('run_forever', 'run_until_complete', 'stop', 'is_running', 'is_closed', 'close',
              'shutdown_asyncgens', 'shutdown_default_executor', 'call_soon', 'call_later',
              'call_at', 'time', 'create_future', 'create_task', 'call_soon_threadsafe',
              'run_in_executor', 'set_default_executor', 'set_task_factory',
              'get_task_factory', 'get_exception_handler', 'set_exception_handler',
              'default_exception_handler', 'call_exception_handler', 'get_debug', 'set_debug'):
    setattr(AbstractEventLoop, _name, _abstract(_name))


class AbstractEventLoopPolicy:
    """Decides which loop a thread has."""

    def get_event_loop(self):
        """The loop of the current context."""
        raise NotImplementedError

    def set_event_loop(self, loop):
        """Set the loop of the current context."""
        raise NotImplementedError

    def new_event_loop(self):
        """Make a loop."""
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """Each thread has its own loop; only the main thread is given one unasked."""

    _loop_factory = None

    def _slot(self):
        slot = _thread.local_dict(self)
        if "loop" not in slot:
            slot["loop"] = None
            slot["set_called"] = False
        return slot

    def get_event_loop(self):
        slot = self._slot()
        if (slot["loop"] is None and not slot["set_called"]
                and threading.current_thread() is threading.main_thread()):
            import warnings
            warnings.warn('There is no current event loop', DeprecationWarning,
                          stacklevel=_user_stacklevel())
            self.set_event_loop(self.new_event_loop())
        if slot["loop"] is None:
            raise RuntimeError('There is no current event loop in thread %r.'
                               % threading.current_thread().name)
        return slot["loop"]

    def set_event_loop(self, loop):
        slot = self._slot()
        slot["set_called"] = True
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError("loop must be an instance of AbstractEventLoop or None, "
                            f"not '{type(loop).__name__}'")
        slot["loop"] = loop

    def new_event_loop(self):
        return self._loop_factory()


def _user_stacklevel():
    """The stacklevel that makes a warning of our caller point at the program's line."""
    user = _timeslice.user_frame()
    level = 1
    while _timeslice.frame_info(level) != user:
        level += 1
    return level


_event_loop_policy = None
_RUNNING = object()  # what a thread's own dict of its running loop belongs to


def get_running_loop():  # timeslice: hide
    """The loop that runs in this thread; RuntimeError if there is none."""
    loop = _thread.local_dict(_RUNNING).get("loop")
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def _get_running_loop():
    return _thread.local_dict(_RUNNING).get("loop")


def _set_running_loop(loop):
    _thread.local_dict(_RUNNING)["loop"] = loop


def get_event_loop_policy():
    """The policy in force."""
    global _event_loop_policy
    if _event_loop_policy is None:
        from asyncio.unix_events import DefaultEventLoopPolicy
        _event_loop_policy = DefaultEventLoopPolicy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    """Set the policy; None means the default one."""
    global _event_loop_policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError("policy must be an instance of AbstractEventLoopPolicy or None, "
                        f"not '{type(policy).__name__}'")
    _event_loop_policy = policy


def get_event_loop():  # timeslice: hide
    """The running loop, or else the one the policy has for this thread."""
    loop = _thread.local_dict(_RUNNING).get("loop")
    return get_event_loop_policy().get_event_loop() if loop is None else loop


def set_event_loop(loop):
    """Set the loop that get_event_loop() gives when none is running."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """Make a loop."""
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    """Child processes of the event loop do not exist on the simulated machine."""
    raise NotImplementedError("asyncio.get_child_watcher is not supported in Timeslice")


def set_child_watcher(watcher):
    """See get_child_watcher()."""
    raise NotImplementedError("asyncio.set_child_watcher is not supported in Timeslice")


def _after_fork():
    """In a forked child no loop runs, and the thread has none."""
    _set_running_loop(None)
    if _event_loop_policy is not None:
        _thread.local_dict(_event_loop_policy).clear()
