"""Stands in for the machine's `_thread` module under CPython: the synchronisation classes
are those of the real threading module, loaded under another name."""

import importlib.util
import itertools
import os
import sys

_real = sys.modules["timeslice_real_thread"]
for _name in dir(_real):
    if not _name.startswith("__"):
        globals()[_name] = getattr(_real, _name)


def _load_real_threading():
    # The real module reads the real `_thread` while it is loaded.
    ours = sys.modules.get("_thread")
    sys.modules["_thread"] = _real
    try:
        path = os.path.join(os.path.dirname(os.__file__), "threading.py")
        spec = importlib.util.spec_from_file_location("timeslice_real_threading", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    finally:
        sys.modules["_thread"] = ours
    return module


_threading = _load_real_threading()
Lock = _threading.Lock
RLock = _threading.RLock
Condition = _threading.Condition
Event = _threading.Event
Semaphore = _threading.Semaphore
BoundedSemaphore = _threading.BoundedSemaphore
Barrier = _threading.Barrier
BrokenBarrierError = _threading.BrokenBarrierError

# As on the machine, an identifier is never used twice.
_handles = {}
_identifiers = itertools.count(_real.get_ident() + 1)
_main_ident = _real.get_ident()
_current = _real._local()
_locals = _real._local()


def start(thread, daemon):
    handle = _real._ThreadHandle()
    ident = next(_identifiers)
    _handles[ident] = handle
    ready = _real.allocate_lock()
    ready.acquire()

    def bootstrap():
        _current.thread = thread
        _current.ident = ident
        ready.release()
        thread._bootstrap()

    _real.start_joinable_thread(bootstrap, handle=handle, daemon=True)
    # The new thread goes first, as on the machine's default schedule.
    ready.acquire()
    return ident


def get_ident():
    return getattr(_current, "ident", _main_ident)


def join(ident, timeout=None):
    handle = _handles.get(ident)
    if handle is None:
        return True
    handle.join(timeout)
    return handle.is_done()


def is_finished(ident):
    handle = _handles.get(ident)
    return ident != _main_ident and (handle is None or handle.is_done())


def current():
    return getattr(_current, "thread", None)


def set_current(obj):
    _current.thread = obj


def set_name(ident, name):
    pass


def local_dict(key):
    table = _locals.__dict__.setdefault("table", {})
    # The key is kept alive with its dict, so that an id cannot be reused.
    return table.setdefault(id(key), (key, {}))[1]


def count():
    return _real._count()


def _after_fork():
    _handles.clear()


os.register_at_fork(after_in_child=_after_fork)
