"""Objects as bytes. The machine writes and reads its own format, which is not CPython's."""

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads", "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    import _process

    return _process.dumps(obj)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    import _process

    return _process.loads(data)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    data = dumps(obj)
    # The length comes first, so that several objects can follow each other.
    file.write(len(data).to_bytes(8, "little") + data)


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    head = file.read(8)
    if len(head) < 8:
        raise EOFError("Ran out of input")
    return loads(file.read(int.from_bytes(head, "little")))


class Pickler:
    def __init__(self, file, protocol=None):
        self._file = file

    def dump(self, obj):
        dump(obj, self._file)


class Unpickler:
    def __init__(self, file):
        self._file = file

    def load(self):
        return load(self._file)
