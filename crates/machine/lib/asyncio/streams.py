"""Network streams and child processes. The simulated machine has neither for asyncio: every
entry refuses by name, so that a program says at once what it lacks."""


def _refuse(name):
    raise NotImplementedError(f"asyncio.{name} is not supported in Timeslice")


class StreamReader:
    """The reading end of a network stream."""

    def __init__(self, *args, **kwargs):
        _refuse("StreamReader")


class StreamReaderProtocol:
    """Connects a stream to a transport."""

    def __init__(self, *args, **kwargs):
        _refuse("StreamReaderProtocol")


class StreamWriter:
    """The writing end of a network stream."""

    def __init__(self, *args, **kwargs):
        _refuse("StreamWriter")


async def open_connection(*args, **kwargs):
    """Connect to a server."""
    _refuse("open_connection")


async def start_server(*args, **kwargs):
    """Serve connections."""
    _refuse("start_server")


async def open_unix_connection(*args, **kwargs):
    """Connect to a local server."""
    _refuse("open_unix_connection")


async def start_unix_server(*args, **kwargs):
    """Serve local connections."""
    _refuse("start_unix_server")


async def create_subprocess_exec(*args, **kwargs):
    """Run a program."""
    _refuse("create_subprocess_exec")


async def create_subprocess_shell(*args, **kwargs):
    """Run a shell command."""
    _refuse("create_subprocess_shell")
