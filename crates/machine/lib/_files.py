"""The simulated machine's files: a tree in memory, and open().

Paths here are absolute and normal. Each process has the files it was started with
and its own changes, as it has its own objects.
"""

import io
import time

_ENOENT, _EEXIST, _ENOTDIR, _EISDIR = 2, 17, 20, 21


class _Folder:
    def __init__(self):
        self.entries = {}
        self.changed_ns = time.time_ns()


class _Content:
    def __init__(self):
        self.data = bytearray()
        self.changed_ns = time.time_ns()


_root = _Folder()


def _find(path):
    node = _root
    for name in path.split("/"):
        if name:
            node = node.entries.get(name) if isinstance(node, _Folder) else None
            if node is None:
                return None
    return node


def _split(path):
    folder, _, name = path.rpartition("/")
    return _find(folder), name


def fs_stat(path):
    """(is a folder, size, time of change in ns), or None."""
    node = _find(path)
    if node is None:
        return None
    return isinstance(node, _Folder), 0 if isinstance(node, _Folder) else len(node.data), node.changed_ns


def fs_list(path):
    return list(_find(path).entries)


def fs_make_dir(path):
    folder, name = _split(path)
    folder.entries[name] = _Folder()
    folder.changed_ns = time.time_ns()


def fs_remove(path):
    folder, name = _split(path)
    del folder.entries[name]


def fs_rename(old, new):
    folder, name = _split(old)
    node = folder.entries.pop(name)
    folder, name = _split(new)
    folder.entries[name] = node


for _path in ("/home", "/home/learner", "/tmp"):
    fs_make_dir(_path)
del _path


class FileIO(io.RawIOBase):
    """An open file of bytes."""

    def __init__(self, name, content, mode):
        self.name = name
        self.mode = mode
        self._content = content
        self._position = 0
        self._reads = "r" in mode or "+" in mode
        self._writes = mode[0] in "wax" or "+" in mode
        self._appends = "a" in mode

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def seekable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return 3

    def read(self, size=-1):
        self._checkClosed("read of closed file")
        if not self._reads:
            raise io.UnsupportedOperation("read")
        end = len(self._content.data) if size is None or size < 0 else self._position + size
        data = bytes(self._content.data[self._position : end])
        self._position += len(data)
        return data

    readall = read
    read1 = read

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, size=-1):
        self._checkClosed("readline of closed file")
        if not self._reads:
            raise io.UnsupportedOperation("read")
        data = self._content.data
        end = data.find(b"\n", self._position) + 1 or len(data)
        if size is not None and 0 <= size < end - self._position:
            end = self._position + size
        return self.read(end - self._position)

    def write(self, data):
        self._checkClosed("write to closed file")
        if not self._writes:
            raise io.UnsupportedOperation("write")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        content = self._content.data
        if self._appends:
            self._position = len(content)
        if self._position > len(content):
            content += bytes(self._position - len(content))
        content[self._position : self._position + len(data)] = data
        self._position += len(data)
        self._content.changed_ns = time.time_ns()
        return len(data)

    def seek(self, offset, whence=0):
        self._checkClosed("seek of closed file")
        base = (0, self._position, len(self._content.data))[whence]
        if base + offset < 0:
            raise OSError(22, "Invalid argument")
        self._position = base + offset
        return self._position

    def tell(self):
        self._checkClosed()
        return self._position

    def truncate(self, size=None):
        self._checkClosed()
        size = self._position if size is None else size
        data = self._content.data
        del data[size:]
        data += bytes(size - len(data))
        return size

    def __repr__(self):
        return f"<_io.BufferedReader name={self.name!r}>" if not self._writes else f"<_io.BufferedWriter name={self.name!r}>"


class TextFile(io.TextIOWrapper):
    """An open file of text. Reading decodes the rest of the file; writing goes straight through."""

    def __init__(self, raw, mode, encoding, errors, newline):
        super().__init__(raw, encoding, errors, newline)
        self.mode = mode
        self.newlines = None

    def _sync(self):
        """Let the bytes' position follow the characters that were read."""
        if self._unread:
            self.buffer._position -= len(self._unread.encode(self.encoding, self.errors))
        self._unread = None

    def write(self, s):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not self.buffer.writable():
            raise io.UnsupportedOperation("not writable")
        self._sync()
        return super().write(s)

    def _load(self):
        if not self.buffer.readable():
            raise io.UnsupportedOperation("not readable")
        super()._load()

    def seek(self, cookie, whence=0):
        if whence == 1 and cookie:
            raise io.UnsupportedOperation("can't do nonzero cur-relative seeks")
        if whence == 2 and cookie:
            raise io.UnsupportedOperation("can't do nonzero end-relative seeks")
        self._sync()
        return super().seek(cookie, whence)

    def tell(self):
        self._sync()
        return self.buffer.tell()

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    import os

    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    letters = set(mode)
    if letters - set("axrwb+t") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: {mode!r}")
    if "b" in letters and "t" in letters:
        raise ValueError("can't have text and binary mode at once")
    if len(letters & set("rwax")) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if "b" in letters and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if isinstance(file, int):
        raise NotImplementedError("open() of a file descriptor is not supported in Timeslice")
    name = os.fspath(file)
    content = _content_for(os, name, letters)
    raw = FileIO(name, content, mode.replace("t", "").replace("b", "") + "b")
    return raw if "b" in letters else TextFile(raw, mode, encoding, errors, newline)


def _content_for(os, name, letters):
    path = os.path.abspath(name)
    node = _find(path)
    if isinstance(node, _Folder):
        raise IsADirectoryError(_EISDIR, "Is a directory", name)
    if node is not None:
        if "x" in letters:
            raise FileExistsError(_EEXIST, "File exists", name)
        if "w" in letters:
            node.data.clear()
            node.changed_ns = time.time_ns()
        return node
    if "r" in letters:
        raise FileNotFoundError(_ENOENT, "No such file or directory", name)
    folder, last = _split(path)
    if folder is None:
        raise FileNotFoundError(_ENOENT, "No such file or directory", name)
    if not isinstance(folder, _Folder):
        raise NotADirectoryError(_ENOTDIR, "Not a directory", name)
    folder.entries[last] = content = _Content()
    folder.changed_ns = time.time_ns()
    return content
