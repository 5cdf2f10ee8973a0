"""Child processes: refused, see streams."""

from asyncio.streams import create_subprocess_exec, create_subprocess_shell

PIPE = -1
STDOUT = -2
DEVNULL = -3
