"""What must be done at the end of a process and in a forked child, and the package's log
(Lib/multiprocessing/util.py, 3.13)."""

import atexit
import itertools
import sys
import threading

from multiprocessing import process

_logger = None
_log_to_stderr = False


def debug(message, *args):
    """Log, if the program asked for the log."""
    if _logger is not None:
        _logger.debug(message, *args)


def info(message, *args):
    """Log, if the program asked for the log."""
    if _logger is not None:
        _logger.info(message, *args)


def get_logger():
    """The package's logger."""
    global _logger
    if _logger is None:
        import logging
        _logger = logging.getLogger('multiprocessing')
        _logger.propagate = 0
    return _logger


def log_to_stderr(level=None):
    """Show the log on stderr."""
    global _log_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter('[%(levelname)s/%(processName)s] %(message)s'))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return logger


_finalizers = {}  # (priority, number) -> Finalize
_finalizer_counter = itertools.count()


class Finalize:
    """A call that happens once: when asked for, or at the end of the process.

    Those of a higher priority go first, and the newest first among equals. CPython also
    makes the call when an object dies; here the time of that would be no part of the
    program's behaviour.
    """

    def __init__(self, callback, args=(), exitpriority=0):
        self._callback = callback
        self._args = args
        self._key = (exitpriority, next(_finalizer_counter))
        _finalizers[self._key] = self

    def __call__(self):
        """Make the call, unless it was made or cancelled."""
        if _finalizers.pop(self._key, None) is not None:
            return self._callback(*self._args)
        return None

    def cancel(self):
        """Do not make the call."""
        _finalizers.pop(self._key, None)

    def still_active(self):
        """Whether the call is still to be made."""
        return self._key in _finalizers


def _run_finalizers(minpriority=None):
    for key in sorted(_finalizers, reverse=True):
        finalizer = _finalizers.get(key)
        if finalizer is not None and (minpriority is None or key[0] >= minpriority):
            try:
                finalizer()
            except Exception:
                import traceback
                traceback.print_exc()


_exiting = False


def is_exiting():
    """Whether the process is ending."""
    return _exiting


def _exit_function():
    """The end of a process: its queues are closed, its daemons ended, its children awaited."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    info('process shutting down')
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    for child in process.active_children():
        if child.daemon:
            info('calling terminate() for daemon %s', child.name)
            child._popen.terminate()
    for child in process.active_children():
        info('calling join() for process %s', child.name)
        child.join()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


atexit.register(_exit_function)

_after_fork_calls = {}  # number -> (object, function)
_after_fork_counter = itertools.count()


def register_after_fork(obj, func):
    """Call func(obj) in every forked child."""
    _after_fork_calls[next(_after_fork_counter)] = (obj, func)


def _after_fork():
    """In a forked child: nothing of the parent's is finalised here, and its threads are gone."""
    global _exiting
    _finalizers.clear()
    _exiting = False
    threading._after_fork()
    # Only what the program has imported needs to hear of it.
    for name in ('concurrent.futures.thread', 'concurrent.futures.process', 'asyncio.events'):
        module = sys.modules.get(name)
        if module is not None:
            module._after_fork()
    for obj, func in list(_after_fork_calls.values()):
        func(obj)


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            # A program may have replaced or closed it.
            pass
