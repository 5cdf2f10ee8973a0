"""Process objects (Lib/multiprocessing/process.py, 3.13)."""

import itertools
import sys
import threading

import _process
import _timeslice

__all__ = ['BaseProcess', 'current_process', 'active_children', 'parent_process']


def current_process():
    """The object of the running process."""
    return _current_process


def parent_process():
    """The object of the process that started this one, or None."""
    return _parent_process


def active_children():
    """The live children, oldest first."""
    _cleanup()
    return list(_children)


def _cleanup():
    """Forget the children that have ended."""
    for child in list(_children):
        if child._popen is not None and child._popen.poll() is not None:
            _children.pop(child, None)


class BaseProcess:
    """An activity in a process of its own; give it a target or override run()."""

    def _Popen(self):
        raise NotImplementedError

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={},
                 *, daemon=None):
        assert group is None, 'group argument must be None for now'
        self._identity = _current_process._identity + (next(_process_counter),)
        self._config = _current_process._config.copy()
        self._parent_pid = _process.getpid()
        self._parent_name = _current_process.name
        self._popen = None
        self._closed = False
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._name = name or type(self).__name__ + '-' + ':'.join(map(str, self._identity))
        if daemon is not None:
            self.daemon = daemon

    def _check_closed(self):
        if self._closed:
            raise ValueError("process object is closed")

    def run(self):
        """What the process does; calls the target unless overridden."""
        if self._target:
            self._target(*self._args, **self._kwargs)  # timeslice: line 108

    def start(self):
        """Start the process. At most once per object."""
        self._check_closed()
        assert self._popen is None, 'cannot start a process twice'  # timeslice: line 115
        assert self._parent_pid == _process.getpid(), \
               'can only start a process object created by current process'
        assert not _current_process._config.get('daemon'), \
               'daemonic processes are not allowed to have children'
        _cleanup()
        self._popen = self._Popen(self)  # timeslice: line 121
        # The process has its own copy: this object must not keep the arguments alive.
        del self._target, self._args, self._kwargs
        _children[self] = None

    def terminate(self):
        """End the process with SIGTERM."""
        self._check_closed()
        self._popen.terminate()

    def kill(self):
        """End the process with SIGKILL."""
        self._check_closed()
        self._popen.kill()

    def join(self, timeout=None):
        """Wait until the process has ended, or for timeout seconds. Returns None."""
        self._check_closed()
        assert self._parent_pid == _process.getpid(), 'can only join a child process'
        assert self._popen is not None, 'can only join a started process'  # timeslice: line 148
        if timeout is not None:
            # CPython waits with it, and programs rely on finding it in the package then.
            import multiprocessing.connection
        if self._popen.wait(timeout) is not None:
            _children.pop(self, None)

    def is_alive(self):
        """Whether the process runs."""
        self._check_closed()
        if self is _current_process:
            return True
        assert self._parent_pid == _process.getpid(), 'can only test a child process'
        if self._popen is None:
            return False
        if self._popen.poll() is None:
            return True
        _children.pop(self, None)
        return False

    def close(self):
        """Release the object; the process must have ended."""
        if self._popen is not None:
            if self._popen.poll() is None:
                raise ValueError("Cannot close a process while it is still running. "
                                 "You should first call join() or terminate().")
            self._popen = None
            _children.pop(self, None)
        self._closed = True

    @property
    def name(self):
        """The name; it has no meaning to the machine."""
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), 'name must be a string'
        self._name = name

    @property
    def daemon(self):
        """Whether the process is ended when its parent ends."""
        return self._config.get('daemon', False)

    @daemon.setter
    def daemon(self, daemonic):
        assert self._popen is None, 'process has already started'
        self._config['daemon'] = daemonic

    @property
    def authkey(self):
        """The key that connections between related processes use."""
        return self._config['authkey']

    @authkey.setter
    def authkey(self, authkey):
        self._config['authkey'] = AuthenticationString(authkey)

    @property
    def exitcode(self):
        """The exit code, or None while the process runs or before it does."""
        self._check_closed()
        return None if self._popen is None else self._popen.poll()

    @property
    def ident(self):
        """The process number, or None before start()."""
        self._check_closed()
        if self is _current_process:
            return _process.getpid()
        return self._popen and self._popen.pid

    pid = ident

    @property
    def sentinel(self):
        """What connection.wait() takes to wait for the end of the process."""
        self._check_closed()
        if self._popen is None:
            raise ValueError("process not started")
        return self._popen.sentinel

    def __repr__(self):
        exitcode = None
        if self is _current_process:
            status = 'started'
        elif self._closed:
            status = 'closed'
        elif self._parent_pid != _process.getpid():
            status = 'unknown'
        elif self._popen is None:
            status = 'initial'
        else:
            exitcode = self._popen.poll()
            status = 'started' if exitcode is None else 'stopped'
        info = [type(self).__name__, 'name=%r' % self._name]
        if self._popen is not None:
            info.append('pid=%s' % self._popen.pid)
        info.append('parent=%s' % self._parent_pid)
        info.append(status)
        if exitcode is not None:
            info.append('exitcode=%s' % _exitcode_to_name.get(exitcode, exitcode))
        if self.daemon:
            info.append('daemon')
        return '<%s>' % ' '.join(info)

    def _bootstrap(self):
        """The life of the child process, in the child; gives its exit code."""
        from multiprocessing import context, util
        import atexit
        exitcode = 1
        try:
            _become(self)
            context._force_start_method(self._start_method or self._inherited_method)
            if self._inherited_method == 'fork':
                util._after_fork()
                # The parent's own exit functions are not the child's.
                atexit._clear()
                atexit.register(util._exit_function)
            self.run()  # timeslice: line 313
            exitcode = 0
        except SystemExit as e:
            if e.code is None:
                exitcode = 0
            elif isinstance(e.code, int):
                exitcode = e.code
            else:
                sys.stderr.write(str(e.code) + '\n')
        except:
            # One write: the report is not torn by another process's.
            report = _timeslice.format_exception(sys.exc_info()[1])
            sys.stderr.write('Process %s:\n%s' % (self.name, report))
        finally:
            threading._shutdown()
            util._flush_std_streams()
        atexit._run_exitfuncs()
        util._flush_std_streams()
        return exitcode


def _become(process_obj):
    """Make process_obj the object of the running process."""
    global _current_process, _parent_process, _process_counter, _children
    _process_counter = itertools.count(1)
    _children = {}
    _current_process = process_obj
    _parent_process = _ParentProcess(process_obj._parent_name, process_obj._parent_pid)
    _process.set_current(process_obj)


class AuthenticationString(bytes):
    """A key; it must not be sent anywhere but to a new child."""

    def __reduce__(self):
        from multiprocessing.context import get_spawning_popen
        if get_spawning_popen() is None:
            raise TypeError('Pickling an AuthenticationString object is '
                            'disallowed for security reasons')
        return AuthenticationString, (bytes(self),)


class _ParentProcess(BaseProcess):
    """The parent, as its child sees it."""

    def __init__(self, name, pid):
        self._identity = ()
        self._name = name
        self._pid = pid
        self._parent_pid = None
        self._popen = None
        self._closed = False
        self._config = {}

    def is_alive(self):
        return _process.poll(self._pid) is None

    @property
    def ident(self):
        return self._pid

    pid = ident

    def join(self, timeout=None):
        """Wait until the parent process has ended."""
        _process.wait_any([self._pid], timeout)


class _MainProcess(BaseProcess):
    """The process the program begins in."""

    def __init__(self):
        self._identity = ()
        self._name = 'MainProcess'
        self._parent_pid = None
        self._popen = None
        self._closed = False
        # The simulated machine has no outsiders to keep away: any fixed key does.
        self._config = {'authkey': AuthenticationString(b'timeslice')}

    def close(self):
        pass


_parent_process = None
_current_process = _MainProcess()
_process_counter = itertools.count(1)
_children = {}  # live children in start order; the keys count

_exitcode_to_name = {
    -1: '-SIGHUP', -2: '-SIGINT', -3: '-SIGQUIT', -6: '-SIGABRT', -9: '-SIGKILL',
    -10: '-SIGUSR1', -11: '-SIGSEGV', -12: '-SIGUSR2', -13: '-SIGPIPE', -14: '-SIGALRM',
    -15: '-SIGTERM',
}
