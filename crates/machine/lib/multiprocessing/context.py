"""Contexts: one per start method, and the default one that programs use unasked
(Lib/multiprocessing/context.py, 3.13)."""

import os

import _thread
import _timeslice
from multiprocessing import process


class ProcessError(Exception):
    """Base class of the package's errors."""


class BufferTooShort(ProcessError):
    """A message did not fit into the buffer given for it."""


class TimeoutError(ProcessError):
    """A result was not there in time."""


class AuthenticationError(ProcessError):
    """A connection's other end did not know the key."""


class BaseContext:
    """What every context offers."""

    ProcessError = ProcessError
    BufferTooShort = BufferTooShort
    TimeoutError = TimeoutError
    AuthenticationError = AuthenticationError

    current_process = staticmethod(process.current_process)
    parent_process = staticmethod(process.parent_process)
    active_children = staticmethod(process.active_children)

    def cpu_count(self):
        """The number of simulated cores."""
        return os.cpu_count()

    def Manager(self):
        """A started manager: a server process for shared objects."""
        from multiprocessing.managers import SyncManager
        manager = SyncManager(ctx=self.get_context())
        manager.start()
        return manager

    def Pipe(self, duplex=True):
        """Two connected Connection objects."""
        from multiprocessing.connection import Pipe
        return Pipe(duplex)

    def Lock(self):
        """A lock that processes share."""
        from multiprocessing.synchronize import Lock
        return Lock(ctx=self.get_context())

    def RLock(self):
        """A recursive lock that processes share."""
        from multiprocessing.synchronize import RLock
        return RLock(ctx=self.get_context())

    def Condition(self, lock=None):
        """A condition variable that processes share."""
        from multiprocessing.synchronize import Condition
        return Condition(lock, ctx=self.get_context())

    def Semaphore(self, value=1):
        """A semaphore that processes share."""
        from multiprocessing.synchronize import Semaphore
        return Semaphore(value, ctx=self.get_context())

    def BoundedSemaphore(self, value=1):
        """A bounded semaphore that processes share."""
        from multiprocessing.synchronize import BoundedSemaphore
        return BoundedSemaphore(value, ctx=self.get_context())

    def Event(self):
        """An event that processes share."""
        from multiprocessing.synchronize import Event
        return Event(ctx=self.get_context())

    def Barrier(self, parties, action=None, timeout=None):
        """A barrier that processes share."""
        from multiprocessing.synchronize import Barrier
        return Barrier(parties, action, timeout, ctx=self.get_context())

    def Queue(self, maxsize=0):
        """A queue that processes share."""
        from multiprocessing.queues import Queue
        return Queue(maxsize, ctx=self.get_context())

    def JoinableQueue(self, maxsize=0):
        """A queue with task_done() and join()."""
        from multiprocessing.queues import JoinableQueue
        return JoinableQueue(maxsize, ctx=self.get_context())

    def SimpleQueue(self):
        """A queue without a feeder thread."""
        from multiprocessing.queues import SimpleQueue
        return SimpleQueue(ctx=self.get_context())

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        """A pool of worker processes."""
        from multiprocessing.pool import Pool
        return Pool(processes, initializer, initargs, maxtasksperchild,
                    context=self.get_context())

    def RawValue(self, typecode_or_type, *args):
        """A shared C value without a lock."""
        from multiprocessing.sharedctypes import RawValue
        return RawValue(typecode_or_type, *args)

    def RawArray(self, typecode_or_type, size_or_initializer):
        """A shared C array without a lock."""
        from multiprocessing.sharedctypes import RawArray
        return RawArray(typecode_or_type, size_or_initializer)

    def Value(self, typecode_or_type, *args, lock=True):
        """A shared C value with a lock."""
        from multiprocessing.sharedctypes import Value
        return Value(typecode_or_type, *args, lock=lock, ctx=self.get_context())

    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        """A shared C array with a lock."""
        from multiprocessing.sharedctypes import Array
        return Array(typecode_or_type, size_or_initializer, lock=lock, ctx=self.get_context())

    def freeze_support(self):
        """For frozen Windows programs; does nothing here."""

    def get_logger(self):
        """The package's logger."""
        from multiprocessing.util import get_logger
        return get_logger()

    def log_to_stderr(self, level=None):
        """Show the package's log on stderr."""
        from multiprocessing.util import log_to_stderr
        return log_to_stderr(level)

    def allow_connection_pickling(self):
        """Connections can always be pickled here."""

    def set_executable(self, executable):
        """Which interpreter to spawn; there is only one."""

    def set_forkserver_preload(self, module_names):
        """What the fork server imports beforehand; it makes no difference here."""

    def get_context(self, method=None):
        """The context of a start method."""
        if method is None:
            return self
        if method not in _concrete_contexts:
            raise ValueError('cannot find context for %r' % method)
        return _concrete_contexts[method]

    def get_start_method(self, allow_none=False):
        """The start method's name."""
        return self._name

    def set_start_method(self, method, force=False):
        """Only the default context can be changed."""
        raise ValueError('cannot set start method of concrete context')


class Process(process.BaseProcess):
    """A process started by the default context's method."""

    _start_method = None

    @staticmethod
    def _Popen(process_obj):
        return _default_context.get_context().Process._Popen(process_obj)


class DefaultContext(BaseContext):
    """The context behind the package's functions; its start method can be set once."""

    Process = Process

    def __init__(self, context):
        self._default_context = context
        self._actual_context = None

    def get_context(self, method=None):
        if method is not None:
            return super().get_context(method)
        if self._actual_context is None:
            self._actual_context = self._default_context
        return self._actual_context

    def set_start_method(self, method, force=False):
        """Choose how child processes are started."""
        if self._actual_context is not None and not force:
            raise RuntimeError('context has already been set')  # timeslice: line 247
        if method is None and force:
            self._actual_context = None
            return
        self._actual_context = self.get_context(method)

    def get_start_method(self, allow_none=False):
        if self._actual_context is None:
            if allow_none:
                return None
            self._actual_context = self._default_context
        return self._actual_context._name

    def get_all_start_methods(self):
        """The start methods there are, the system's default first."""
        return ['fork', 'spawn', 'forkserver']


class ForkProcess(process.BaseProcess):
    """A process that begins as a copy of its parent."""

    _start_method = 'fork'

    @staticmethod
    def _Popen(process_obj):
        from multiprocessing.popen import Popen
        return Popen(process_obj, 'fork')


class SpawnProcess(process.BaseProcess):
    """A process that begins with a new interpreter."""

    _start_method = 'spawn'

    @staticmethod
    def _Popen(process_obj):
        from multiprocessing.popen import Popen
        return Popen(process_obj, 'spawn')


class ForkServerProcess(process.BaseProcess):
    """A process that is forked from a server that runs nothing of the program."""

    _start_method = 'forkserver'

    @staticmethod
    def _Popen(process_obj):
        from multiprocessing.popen import Popen
        return Popen(process_obj, 'forkserver')


class ForkContext(BaseContext):
    """The context of the start method fork."""

    _name = 'fork'
    Process = ForkProcess


class SpawnContext(BaseContext):
    """The context of the start method spawn."""

    _name = 'spawn'
    Process = SpawnProcess


class ForkServerContext(BaseContext):
    """The context of the start method forkserver."""

    _name = 'forkserver'
    Process = ForkServerProcess


_concrete_contexts = {
    'fork': ForkContext(),
    'spawn': SpawnContext(),
    'forkserver': ForkServerContext(),
}
_default_context = DefaultContext(_concrete_contexts[_timeslice.setting('start_method')])


def _force_start_method(method):
    _default_context._actual_context = _concrete_contexts[method]


_SPAWNING = object()  # what a thread's own dict of the process being started belongs to


def get_spawning_popen():
    """The process this thread is just starting, or None."""
    return _thread.local_dict(_SPAWNING).get("popen")


def set_spawning_popen(popen):
    """Allow objects to be pickled that only a new process may receive."""
    _thread.local_dict(_SPAWNING)["popen"] = popen


def assert_spawning(obj):
    """Refuse to pickle obj unless a process is just being started."""
    if get_spawning_popen() is None:
        raise RuntimeError('%s objects should only be shared between processes'
                           ' through inheritance' % type(obj).__name__)
