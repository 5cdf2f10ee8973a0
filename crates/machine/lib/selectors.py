"""I/O multiplexing. The simulated machine has no file descriptors to wait for: selectors can
be named and made, and refuse to register anything."""

EVENT_READ = 1
EVENT_WRITE = 2


class BaseSelector:
    """What every selector offers."""

    def register(self, fileobj, events, data=None):
        """Watch a file object."""
        raise NotImplementedError(f"selectors.{type(self).__name__}.register is not supported in Timeslice")

    def unregister(self, fileobj):
        """Stop watching: nothing is ever watched."""
        raise KeyError(f"{fileobj!r} is not registered")

    def get_map(self):
        """What is watched."""
        return {}

    def close(self):
        """Release the selector."""

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class SelectSelector(BaseSelector):
    """A selector by select()."""


class PollSelector(BaseSelector):
    """A selector by poll()."""


class EpollSelector(BaseSelector):
    """A selector by epoll()."""


DefaultSelector = EpollSelector
