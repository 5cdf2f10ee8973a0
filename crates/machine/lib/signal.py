"""Signals. The simulated machine delivers none from outside: handlers can be set and asked
for, and raise_signal() calls them."""

import enum

import _process


class Signals(enum.IntEnum):
    """The numbers of Linux."""

    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20


class Handlers(enum.IntEnum):
    """What stands for a handler."""

    SIG_DFL = 0
    SIG_IGN = 1


globals().update(Signals.__members__)
globals().update(Handlers.__members__)

NSIG = 65


def default_int_handler(signum, frame):
    """What SIGINT does unless changed."""
    raise KeyboardInterrupt


_handlers = {signum: Handlers.SIG_DFL for signum in Signals}
_handlers[Signals.SIGINT] = default_int_handler
_handlers[Signals.SIGPIPE] = Handlers.SIG_IGN


def _checked(signum):
    signum = int(signum)
    if not 1 <= signum < NSIG:
        raise ValueError("signal number out of range")
    return signum


def signal(signalnum, handler):
    """Set the handler; gives the one before."""
    import threading
    if threading.current_thread() is not threading.main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    signum = _checked(signalnum)
    if not (callable(handler) or handler in (Handlers.SIG_DFL, Handlers.SIG_IGN)):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if signum in (Signals.SIGKILL, Signals.SIGSTOP):
        raise OSError(22, "Invalid argument")
    previous = _handlers.get(signum, Handlers.SIG_DFL)
    _handlers[signum] = handler
    return previous


def getsignal(signalnum):
    """The handler."""
    return _handlers.get(_checked(signalnum), Handlers.SIG_DFL)


def raise_signal(signum, /):
    """Send a signal to this process."""
    signum = _checked(signum)
    handler = _handlers.get(signum, Handlers.SIG_DFL)
    if handler == Handlers.SIG_DFL:
        if signum not in (Signals.SIGCHLD, Signals.SIGCONT):
            _process.kill(_process.getpid(), signum)
    elif handler != Handlers.SIG_IGN:
        handler(signum, None)


def strsignal(signalnum, /):
    """A signal's description, or None."""
    return _DESCRIPTIONS.get(_checked(signalnum))


_DESCRIPTIONS = {
    1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 4: 'Illegal instruction', 6: 'Aborted',
    7: 'Bus error', 8: 'Floating point exception', 9: 'Killed', 10: 'User defined signal 1',
    11: 'Segmentation fault', 12: 'User defined signal 2', 13: 'Broken pipe',
    14: 'Alarm clock', 15: 'Terminated', 17: 'Child exited', 18: 'Continued',
    19: 'Stopped (signal)', 20: 'Stopped',
}


def valid_signals():
    """The signals there are."""
    return set(Signals)


def _refuse(name):
    raise NotImplementedError(f"signal.{name} is not supported in Timeslice")


def alarm(seconds, /):
    """Timed signals do not exist; 0, which cancels one, is accepted."""
    if seconds:
        _refuse("alarm")
    return 0


def setitimer(which, seconds, interval=0.0, /):
    """See alarm()."""
    _refuse("setitimer")


def pause():
    """No signal would ever come."""
    _refuse("pause")


def siginterrupt(signalnum, flag, /):
    """There are no system calls to interrupt."""


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """No signal is delivered, so nothing is written; gives -1, as if none was set."""
    return -1
