"""Named blocks of bytes that processes share (Lib/multiprocessing/shared_memory.py, 3.13).

A block is a native shared array. The machine knows no names: a process can attach to the
blocks it made, to those its parent had when it was forked, and to those it was sent.
"""

import itertools

import _process

__all__ = ['SharedMemory', 'ShareableList']

_blocks = {}  # name -> native array
_counter = itertools.count()


class SharedMemory:
    """A block, or an attachment to one."""

    def __init__(self, name=None, create=False, size=0, *, track=True):
        if size < 0:
            raise ValueError("'size' must be a positive integer")
        if create:
            if size == 0:
                raise ValueError("'size' must be a positive number different from zero")
            if name is None:
                name = f"psm_{_process.getpid():x}_{next(_counter)}"
            if name in _blocks:
                raise FileExistsError(17, "File exists", "/" + name)
            _blocks[name] = _process.Shared('B', size)
        elif name is None:
            raise ValueError("'name' can only be None if create=True")
        elif name not in _blocks:
            raise FileNotFoundError(2, "No such file or directory", "/" + name)
        self._name = name
        self._cells = _blocks[name]
        self._buf = _Buffer(self._cells)

    def __reduce__(self):
        return _attach, (self._name, self._cells)

    def __repr__(self):
        return f'{self.__class__.__name__}({self.name!r}, size={self.size})'

    @property
    def buf(self):
        """The bytes."""
        return self._buf

    @property
    def name(self):
        """The block's name."""
        return self._name

    @property
    def size(self):
        """The number of bytes."""
        return len(self._cells)

    def close(self):
        """Give up this attachment."""
        self._buf = None

    def unlink(self):
        """Remove the block's name."""
        if self._name not in _blocks:
            raise FileNotFoundError(2, "No such file or directory", "/" + self._name)
        del _blocks[self._name]


def _attach(name, cells):
    _blocks.setdefault(name, cells)
    return SharedMemory(name)


class _Buffer:
    """What a memoryview of the block would offer."""

    def __init__(self, cells):
        self._cells = cells

    def __len__(self):
        return len(self._cells)

    @property
    def nbytes(self):
        """The number of bytes."""
        return len(self._cells)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return bytes(self._cells[index])
        return self._cells[self._position(index)]

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._cells[self._position(index)] = value
            return
        positions = range(*index.indices(len(self._cells)))
        value = bytes(value)
        if len(value) != len(positions):
            raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
        for i, item in zip(positions, value):
            self._cells[i] = item

    def _position(self, index):
        position = index + len(self._cells) if index < 0 else index
        if not 0 <= position < len(self._cells):
            raise IndexError("index out of bounds on dimension 1")
        return position

    def tobytes(self):
        """A copy."""
        return self[:]

    def tolist(self):
        """A list of the bytes."""
        return list(self[:])

    def release(self):
        """Does nothing: there is no memory to release."""


class ShareableList:
    """Lists in shared memory are not there."""

    def __init__(self, sequence=None, *, name=None):
        raise NotImplementedError("shared_memory.ShareableList is not supported in Timeslice")
