"""Pickling; the work is done by the machine, in CPython's format (Lib/pickle.py, 3.13)."""

import _process
from _pickle import PickleError, PicklingError, UnpicklingError

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler",
           "dump", "dumps", "load", "loads", "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

format_version = "4.0"
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """The object as bytes. They are those of protocol 4, whatever protocol is asked for."""
    _check(protocol)
    return _process.dumps(obj)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write the object to a file."""
    _check(protocol)
    file.write(_process.dumps(obj))


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    """The object that the bytes describe."""
    return _process.loads(data)


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    """Read an object from a file."""
    return Unpickler(file).load()


class Pickler:
    """Writes objects to a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        _check(protocol)
        self._file = file

    def dump(self, obj):
        """Write an object."""
        self._file.write(_process.dumps(obj))


class Unpickler:
    """Reads objects from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
        self._file = file

    def load(self):
        """Read the next object."""
        start = self._file.tell()
        data = self._file.read()
        if not data:
            raise EOFError("Ran out of input")
        end = _end(data)
        self._file.seek(start + end)
        return _process.loads(data[:end])


def _end(data):
    """Where the first of several pickles ends: one frame, or an opcode too short for one."""
    if data[2:3] == b"\x95":
        return 11 + int.from_bytes(data[3:11], "little")
    return data.index(b".", 2 + {b"K": 2, b"M": 3}.get(data[2:3], 1)) + 1


def _check(protocol):
    if protocol is not None and protocol > HIGHEST_PROTOCOL:
        raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
