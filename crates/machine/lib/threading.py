"""Threads.

Locks, conditions, events, semaphores and barriers are native objects of the machine; what
is written here is the part CPython also writes in Python: the Thread class with its states
and messages (Lib/threading.py, 3.13), the list of live threads and the shutdown protocol.

Invariant: which threads were started, and which of them are alive, is known to the machine
alone and asked there each time, so that a question like is_alive() is an operation the
explorer can order.
"""

import sys as _sys

import _thread
import _timeslice
from _thread import (
    forget_call as _forget_call,
    join_thread as _join_thread,
    start as _start,
    Barrier,
    BoundedSemaphore,
    BrokenBarrierError,
    Condition,
    Event,
    Lock,
    RLock,
    Semaphore,
    TIMEOUT_MAX,
    get_ident,
    get_native_id,
)
from _threading_local import local

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread',
           'enumerate', 'main_thread', 'TIMEOUT_MAX',
           'Event', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread',
           'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError',
           'setprofile', 'settrace', 'local', 'stack_size',
           'excepthook', 'ExceptHookArgs', 'gettrace', 'getprofile',
           'setprofile_all_threads', 'settrace_all_threads', 'get_native_id']

ThreadError = RuntimeError


def _newname(template):
    return template % _thread.next_number()


class Thread:
    """A thread of control; give it a target or override run()."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None,
                 args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name:
            name = str(name)
        else:
            name = _newname("Thread-%d")
            # 3.10 added the target's name.
            if target is not None and _timeslice.setting("python") != "3.9":
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._initialized = True
        # The hook may be called when sys.stderr is already gone.
        self._stderr = _sys.stderr

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        ident = _thread.ident_of(self)
        if ident is not None:
            status = "stopped" if _thread.is_finished(ident) else "started"
        if self._daemonic:
            status += " daemon"
        if ident is not None:
            status += f" {ident}"
        return f"<{self.__class__.__name__}({self._name}, {status})>"

    def start(self):
        """Start the thread: run() is called in it. At most once per object."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        _start(self, self._daemonic and True)

    def run(self):
        """What the thread does; calls the target unless overridden."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)  # timeslice: line 992
        finally:
            # A thread object that outlives its thread must not keep the arguments alive.
            _forget_call(self)

    def _bootstrap(self):
        self._bootstrap_inner()

    def _bootstrap_inner(self):
        try:
            self.run()  # timeslice: line 1041
        except:
            _thread.mark_failed()
            invoke_excepthook(self)

    def join(self, timeout=None):
        """Wait until the thread is finished, or for `timeout` seconds. Returns None."""
        if timeout is None:
            return _join_thread(self)
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        ident = _thread.ident_of(self)
        if ident is None:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        _thread.join(ident, max(timeout, 0))

    @property
    def name(self):
        """The thread's name; it has no meaning to the machine."""
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        ident = _thread.ident_of(self)
        if ident is not None:
            _thread.set_name(ident, self._name)

    @property
    def ident(self):
        """The thread's identifier, None before start()."""
        assert self._initialized, "Thread.__init__() not called"
        return _thread.ident_of(self)

    @property
    def native_id(self):
        """The operating system's number of the thread, None before start()."""
        assert self._initialized, "Thread.__init__() not called"
        ident = _thread.ident_of(self)
        return None if ident is None else _thread.native_id_of(ident)

    def is_alive(self):
        """True from start() until run() has ended."""
        assert self._initialized, "Thread.__init__() not called"
        ident = _thread.ident_of(self)
        return ident is not None and not _thread.is_finished(ident)

    @property
    def daemon(self):
        """Whether the program may end while this thread still runs."""
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if _thread.ident_of(self) is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        """Deprecated: read the daemon attribute."""
        _warn_deprecated('isDaemon() is deprecated, get the daemon attribute instead')
        return self.daemon

    def setDaemon(self, daemonic):
        """Deprecated: set the daemon attribute."""
        _warn_deprecated('setDaemon() is deprecated, set the daemon attribute instead')
        self.daemon = daemonic

    def getName(self):
        """Deprecated: read the name attribute."""
        _warn_deprecated('getName() is deprecated, get the name attribute instead')
        return self.name

    def setName(self, name):
        """Deprecated: set the name attribute."""
        _warn_deprecated('setName() is deprecated, set the name attribute instead')
        self.name = name


def _warn_deprecated(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


def invoke_excepthook(thread):
    """Hand the exception that left run() to threading.excepthook. Not in __all__: the name
    is CPython's, because it is seen in the traceback of a hook that fails."""
    try:
        args = ExceptHookArgs([*_sys.exc_info(), thread])
        hook = excepthook
        hook(args)  # timeslice: line 1290
    except Exception as exc:
        exc.__suppress_context__ = True
        stderr = _sys.stderr if _sys.stderr is not None else thread._stderr
        print("Exception in threading.excepthook:", file=stderr, flush=True)
        _sys.excepthook(*_sys.exc_info())


class _ExceptHookArgs(tuple):
    """What threading.excepthook receives: exc_type, exc_value, exc_traceback, thread."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __new__(cls, args):
        args = tuple(args)
        if len(args) != 4:
            raise TypeError(f"_thread._ExceptHookArgs() takes a 4-sequence ({len(args)}-sequence given)")
        return tuple.__new__(cls, args)

    def __repr__(self):
        return ("_thread._ExceptHookArgs(exc_type=%r, exc_value=%r, exc_traceback=%r, thread=%r)"
                % tuple(self))


ExceptHookArgs = _ExceptHookArgs


def excepthook(args, /):
    """Report an exception that left Thread.run() on stderr."""
    if args.exc_type is SystemExit:
        return
    if _sys.stderr is not None:
        stderr = _sys.stderr
    elif args.thread is not None and args.thread._stderr is not None:
        stderr = args.thread._stderr
    else:
        return
    name = get_ident() if args.thread is None else args.thread.name
    # One write: a report on stderr is not torn by another thread's.
    text = _timeslice.format_exception(args.exc_value)
    stderr.write(f"Exception in thread {name}:\n{text}")
    stderr.flush()


__excepthook__ = excepthook


class Timer(Thread):
    """Call a function after `interval` seconds, unless cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        """Stop the timer if it has not called the function yet."""
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)  # timeslice: line 1342
        self.finished.set()


class _MainThread(Thread):
    """The thread the program begins in. It counts as finished once it has reached the end
    of the program, although it then still waits for the others."""

    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        self._ident = get_ident()
        _thread.set_current(self)


class _DummyThread(Thread):
    """Stands for a thread that the threading module did not start."""

    def __init__(self):
        Thread.__init__(self, name=_newname("Dummy-%d"), daemon=True)
        self._ident = get_ident()
        _thread.set_current(self)

    def is_alive(self):
        if _thread.is_finished(self._ident):
            raise RuntimeError("thread is not alive")
        return True

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


def current_thread():
    """The Thread object of the running thread."""
    thread = _thread.current()
    return _DummyThread() if thread is None else thread


def currentThread():
    """Deprecated: use current_thread()."""
    _warn_deprecated('currentThread() is deprecated, use current_thread() instead')
    return current_thread()


def enumerate():
    """All live threads, in start order."""
    return _thread.all_threads()


_enumerate = enumerate


def active_count():
    """How many threads are alive."""
    return len(_enumerate())


def activeCount():
    """Deprecated: use active_count()."""
    _warn_deprecated('activeCount() is deprecated, use active_count() instead')
    return active_count()


def main_thread():
    """The thread the program began in."""
    return _main_thread


def _refuse_hook(name):
    raise NotImplementedError(f"threading.{name} is not supported in Timeslice")


def settrace(func):
    """Trace functions do not exist on the simulated machine; None is accepted."""
    if func is not None:
        _refuse_hook("settrace")


def settrace_all_threads(func):
    """See settrace()."""
    if func is not None:
        _refuse_hook("settrace_all_threads")


def gettrace():
    """Always None: see settrace()."""
    return None


def setprofile(func):
    """Profile functions do not exist on the simulated machine; None is accepted."""
    if func is not None:
        _refuse_hook("setprofile")


def setprofile_all_threads(func):
    """See setprofile()."""
    if func is not None:
        _refuse_hook("setprofile_all_threads")


def getprofile():
    """Always None: see setprofile()."""
    return None


_stack_size = 0


def stack_size(size=0, /):
    """The stack size asked for new threads. Simulated stacks grow as needed, so the
    number is only remembered."""
    global _stack_size
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < 32768:
        raise ValueError(f"size not valid: {size} bytes")
    previous, _stack_size = _stack_size, size
    return previous


_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *args, **kwargs):
    """Call func just before the non-daemon threads are joined at the program's end."""
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append(lambda: func(*args, **kwargs))


def _shutdown():
    """The main thread's end: run the registered functions in reverse, then wait for every
    non-daemon thread. Called by the machine, and by multiprocessing in a child."""
    global _SHUTTING_DOWN
    if _SHUTTING_DOWN:
        return
    _SHUTTING_DOWN = True
    for callback in reversed(_threading_atexits):
        callback()
    _thread.reach_end()
    ident = _thread.next_to_join(None)
    while ident is not None:
        _thread.join(ident)
        ident = _thread.next_to_join(ident)


def _after_fork():
    """In a forked child: only the forking thread is left, and it is the main one."""
    global _main_thread, _SHUTTING_DOWN
    _SHUTTING_DOWN = False
    _main_thread = current_thread()
    _main_thread._ident = get_ident()
    if isinstance(_main_thread, _DummyThread):
        _main_thread.__class__ = _MainThread
        _main_thread._name = 'MainThread'
        _main_thread._daemonic = False


_main_thread = _MainThread()
