"""The parent's handle of a child process."""

import threading

import _process
from multiprocessing import context, spawn, util

_SIGTERM = 15
_SIGKILL = 9


class Popen:
    """Starts a child, and knows its exit code afterwards."""

    def __init__(self, process_obj, method):
        util._flush_std_streams()
        self.method = method
        self.returncode = None
        process_obj._inherited_method = method
        if method == 'fork':
            self._warn_of_threads()
            self.pid = _process.start(method, None, process_obj)
        else:
            spawn._check_not_importing_main()
            context.set_spawning_popen(self)
            try:
                self.pid = _process.start(method, spawn.get_preparation_data(process_obj._name),
                                          process_obj)
            finally:
                context.set_spawning_popen(None)
        # What connection.wait() takes; a file descriptor in CPython.
        self.sentinel = self.pid

    def _warn_of_threads(self):
        # os.fork() does this in CPython 3.12 and later.
        if threading.active_count() > 1:
            import warnings
            warnings.warn(f"This process (pid={_process.getpid()}) is multi-threaded, "
                          "use of fork() may lead to deadlocks in the child.",
                          DeprecationWarning)

    def poll(self):
        """The exit code, or None while the child runs."""
        if self.returncode is None:
            self.returncode = _process.poll(self.pid)
        return self.returncode

    def wait(self, timeout=None):
        """Wait for the child; the exit code, or None if it did not end in time."""
        if self.returncode is None:
            self.returncode = _process.wait(self.pid, timeout)
        return self.returncode

    def _send_signal(self, signum):
        if self.poll() is None:
            _process.kill(self.pid, signum)

    def terminate(self):
        """End the child with SIGTERM."""
        self._send_signal(_SIGTERM)

    def kill(self):
        """End the child with SIGKILL."""
        self._send_signal(_SIGKILL)
