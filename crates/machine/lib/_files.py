"""Open files on the simulated machine's file system, and open().

The tree of files is the machine's (`_timeslice.fs_*`) and shared by all processes.
Here is what CPython's io does above it: buffers, which keep what is written until
they are full, flushed or closed. A file that nobody can reach any more is flushed
as if it had been closed, before another look at the same file and at the end.
"""

import gc
import io
import sys

import _timeslice
from _timeslice import fs_list, fs_make_dir, fs_remove, fs_rename, fs_stat  # noqa: F401 (os takes them from here)
from _weakref import ref

_BLOCK = 4096
_MESSAGES = {
    2: "No such file or directory", 9: "Bad file descriptor", 17: "File exists", 20: "Not a directory",
    21: "Is a directory", 22: "Invalid argument", 27: "File too large", 28: "No space left on device", 39: "Directory not empty",
}  # fmt: skip

# Open files by descriptor, weakly unless os.open() made them; descriptors that were closed; the next new one.
_descriptors = {}
_closed_descriptors = []
_next_descriptor = 3


def error(code, *filenames):
    """The OSError of what a native gave: a negative errno."""
    return OSError(-code, _MESSAGES[-code], *filenames[:1], *((None, filenames[1]) if len(filenames) > 1 else ()))


class FileIO(io.RawIOBase):
    """An open file without a buffer."""

    def __init__(self, file, mode="r", closefd=True, opener=None):
        letters = set(mode) - {"b"}
        if len(letters & set("rwax")) != 1 or letters - set("rwax+"):
            raise ValueError(f"invalid mode: {mode!r}")
        self.name = file
        self._number = _opened(file, letters)
        self.closefd = closefd
        self._position = 0
        self._reads = "r" in letters or "+" in letters
        self._writes = "r" not in letters or "+" in letters
        self._appends = "a" in letters
        main = "x" if "x" in letters else "a" if "a" in letters else "r" if self._reads else "w"
        self.mode = main + "b" + ("+" if "+" in letters else "")
        self._fd = _new_descriptor()
        _descriptors[self._fd] = ref(self)
        if self._appends:
            self._position = self.seek(0, 2)

    def readable(self):
        self._checkClosed()
        return self._reads

    def writable(self):
        self._checkClosed()
        return self._writes

    def seekable(self):
        self._checkClosed()
        return True

    def isatty(self):
        self._checkClosed()
        return False

    def fileno(self):
        self._checkClosed()
        return self._fd

    def read(self, size=-1):
        self._checkClosed()
        if not self._reads:
            raise io.UnsupportedOperation("File not open for reading")
        data = _timeslice.fs_read(self._number, self._position, -1 if size is None else size)
        self._position += len(data)
        return data

    def readall(self):
        return self.read()

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data):
        self._checkClosed()
        if not self._writes:
            raise io.UnsupportedOperation("File not open for writing")
        end = _timeslice.fs_write(self._number, -1 if self._appends else self._position, bytes(data))
        if end < 0:
            raise error(end)
        self._position = end
        return len(data)

    def seek(self, offset, whence=0):
        self._checkClosed()
        if whence not in (0, 1, 2):
            raise error(-22)
        base = 0 if whence == 0 else self._position if whence == 1 else _timeslice.fs_size(self._number)
        if base + offset < 0:
            raise error(-22)
        self._position = base + offset
        return self._position

    def tell(self):
        self._checkClosed()
        return self._position

    def truncate(self, size=None):
        self._checkClosed()
        if not self._writes:
            raise io.UnsupportedOperation("File not open for writing")
        size = self._position if size is None else size
        code = -22 if size < 0 else _timeslice.fs_truncate(self._number, size)
        if code:
            raise error(code)
        return size

    def close(self):
        if not self._closed:
            self._closed = True
            del _descriptors[self._fd]
            _closed_descriptors.append(self._fd)
            _timeslice.fs_close(self._number)

    def __repr__(self):
        if self._closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self.closefd}>"


def _new_descriptor():
    global _next_descriptor
    if _closed_descriptors:
        fd = min(_closed_descriptors)
        _closed_descriptors.remove(fd)
        return fd
    _next_descriptor += 1
    return _next_descriptor - 1


def descriptor(fd):
    """The FileIO of a descriptor."""
    raw = _descriptors.get(fd)
    raw = raw() if isinstance(raw, ref) else raw
    if raw is None:
        raise error(-9)
    return raw


def open_descriptor(path, reads, writes, appends, create, exclusive, truncate):
    """os.open()"""
    letters = "x" if create and exclusive else "w" if create and truncate else "a" if create else "r"
    raw = FileIO(path, letters + ("+" if letters == "r" and writes else ""))
    raw._reads, raw._writes, raw._appends, raw._position = reads, writes, appends, 0
    if truncate and letters == "r":
        raw.truncate(0)
    _descriptors[raw._fd] = raw
    return raw._fd


class _Outgoing:
    """Bytes on their way into a file."""

    def __init__(self, raw, size):
        self.raw = raw
        self.size = size
        self.data = bytearray()

    def put(self, data):
        if len(self.data) + len(data) > self.size:
            self.flush()
            if len(data) > self.size:
                self.raw.write(data)
                return
        self.data += data

    def flush(self):
        if self.data:
            data = bytes(self.data)
            self.data.clear()
            self.raw.write(data)


class _Buffered(io.BufferedIOBase):
    """A buffer above a raw stream, for reading, writing or both."""

    _reads = _writes = False

    def __init__(self, raw, buffer_size=8192):
        if self._reads and not raw.readable():
            raise OSError("File or stream is not readable.")
        if self._writes and not raw.writable():
            raise OSError("File or stream is not writable.")
        if buffer_size <= 0:
            raise ValueError("invalid buffer size")
        self.raw = raw
        self._size = buffer_size
        # Read ahead, and how much of it the program has had.
        self._ahead = b""
        self._had = 0
        self._out = _Outgoing(raw, buffer_size)

    name = property(lambda self: self.raw.name)
    mode = property(lambda self: self.raw.mode)
    closed = property(lambda self: self.raw.closed)

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def seekable(self):
        return self.raw.seekable()

    def isatty(self):
        return self.raw.isatty()

    def fileno(self):
        return self.raw.fileno()

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError(msg or "I/O operation on closed file.")

    def _begin_read(self, what):
        self._checkClosed(f"{what} of closed file")
        if not self._reads:
            raise io.UnsupportedOperation("read")
        self._out.flush()

    def _buffer_more(self):
        """Reads the next block into the buffer behind what is left; whether there was any."""
        block = self.raw.read(self._size)
        self._ahead = self._ahead[self._had :] + (block or b"")
        self._had = 0
        return bool(block)

    def read(self, size=-1):
        if size is not None and size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._begin_read("read")
        left = len(self._ahead) - self._had
        if size is None or size < 0:
            data = self._ahead[self._had :] + self.raw.readall()
            self._ahead, self._had = b"", 0
            return data
        while left < size:
            if size - left > self._size:
                block = self.raw.read(size - left)
                self._ahead, self._had = self._ahead[self._had :] + block, 0
            elif not self._buffer_more():
                break
            if len(self._ahead) == left:
                break
            left = len(self._ahead)
        data = self._ahead[self._had : self._had + size]
        self._had += len(data)
        return data

    def read1(self, size=-1):
        self._begin_read("read")
        if self._had == len(self._ahead):
            self._buffer_more()
        size = len(self._ahead) if size < 0 else size
        data = self._ahead[self._had : self._had + size]
        self._had += len(data)
        return data

    def peek(self, size=0):
        self._begin_read("peek")
        if self._had == len(self._ahead):
            self._buffer_more()
        return self._ahead[self._had :]

    def readline(self, size=-1):
        self._begin_read("readline")
        searched = 0
        while True:
            end = self._ahead.find(b"\n", self._had + searched) + 1
            searched = len(self._ahead) - self._had
            if end or not self._buffer_more():
                break
        end = end or len(self._ahead)
        if size is not None and 0 <= size < end - self._had:
            end = self._had + size
        line = self._ahead[self._had : end]
        self._had = end
        return line

    def write(self, data):
        self._checkClosed("write to closed file")
        if not self._writes:
            raise io.UnsupportedOperation("write")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        self._forget_ahead()
        self._out.put(data)
        return len(data)

    def _forget_ahead(self):
        if self._ahead:
            left = len(self._ahead) - self._had
            self._ahead, self._had = b"", 0
            if left:
                self.raw.seek(-left, 1)

    def flush(self):
        self._checkClosed("flush of closed file")
        self._out.flush()

    def seek(self, offset, whence=0):
        self._checkClosed("seek of closed file")
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        self._out.flush()
        self._forget_ahead()
        return self.raw.seek(offset, whence)

    def tell(self):
        self._checkClosed()
        return self.raw.tell() - (len(self._ahead) - self._had) + len(self._out.data)

    def truncate(self, size=None):
        self._checkClosed("truncate of closed file")
        if not self._writes:
            raise io.UnsupportedOperation("truncate")
        size = self.tell() if size is None else size
        self._out.flush()
        return self.raw.truncate(size)

    def close(self):
        if not self.closed:
            try:
                self._out.flush()
            finally:
                self.raw.close()

    def detach(self):
        self.flush()
        return self.raw

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.raw.name!r}>"


class BufferedReader(_Buffered):
    _reads = True


class BufferedWriter(_Buffered):
    _writes = True


class BufferedRandom(_Buffered):
    _reads = _writes = True


for _class in (FileIO, BufferedReader, BufferedWriter, BufferedRandom):
    _class.__module__ = "_io"
del _class

# ---------------------------------------------------------------- files that nobody closes

# (weak reference to what the program got, text not yet given to the buffer, the buffer); in the order of opening.
_writers = []


def _settle(number=None):
    """Flushes files that cannot be reached; with a number, only if it is one of those with something to flush."""
    _writers[:] = [entry for entry in _writers if not entry[2].raw.closed]
    if number is not None and not any(out.raw._number == number and (text or out.data) for _, text, out in _writers):
        return
    if _writers:
        gc.collect()
        for entry in list(_writers):
            if entry[0]() is None:
                _finish(entry)
                entry[2].raw.close()


def _finish(entry):
    _, text, out = entry
    if text:
        out.put(b"".join(text))
        text.clear()
    out.flush()


def _flush_all(everything):
    """At a process's end: what CPython's files do when they go."""
    _settle()
    if everything:
        for entry in _writers:
            if not entry[2].raw.closed:
                _finish(entry)


# ---------------------------------------------------------------- open()


def _opened(file, letters):
    """The number of the file, made or emptied as the letters say."""
    import os

    if file == os.devnull:
        return -1
    if not file:
        raise error(-2, file)
    path = os.path.abspath(os.fsdecode(file))
    known = fs_stat(path)
    if known is not None and _writers:
        _settle(known[3])
    number = _timeslice.fs_open(path, "".join(sorted(letters)))
    if number < 0:
        raise error(number, file)
    return number


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    import os

    if not isinstance(file, (str, bytes, int)):
        file = os.fspath(file)
    for name, value in (("mode", mode), ("encoding", encoding), ("errors", errors), ("newline", newline)):
        if not isinstance(value, str) and (value is not None or name == "mode"):
            number = {"mode": "'mode'", "encoding": "'encoding'", "errors": "'errors'", "newline": "'newline'"}[name]
            kind = "str" if name == "mode" else "str or None"
            raise TypeError(f"open() argument {number} must be {kind}, not {type(value).__name__}")
    letters = set(mode)
    if letters - set("axrwb+t") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: {mode!r}")
    if "b" in letters and "t" in letters:
        raise ValueError("can't have text and binary mode at once")
    if len(letters & set("rwax")) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if "b" in letters:
        for name, value in (("an encoding", encoding), ("an errors", errors), ("a newline", newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {name} argument")
    elif buffering == 0:
        raise ValueError("can't have unbuffered text I/O")
    if opener is not None:
        raise NotImplementedError("open() with an opener is not supported in Timeslice")
    if isinstance(file, int):
        stream = {0: sys.stdin, 1: sys.stdout, 2: sys.stderr}.get(file)
        if stream is not None:
            return _own_stream(stream, letters)
        raw = descriptor(file)
        raw.name = file
        _descriptors[file] = ref(raw)
    else:
        raw = FileIO(file, "".join([c for c in "rwax+" if c in letters]))
    if buffering == 0:
        return raw
    kind = BufferedRandom if "+" in letters else BufferedReader if "r" in letters else BufferedWriter
    result = buffer = kind(raw, buffering if buffering > 1 else _BLOCK)
    if "b" not in letters:
        result = io.TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)
        result.mode = mode
    if kind is not BufferedReader:
        pending = None if result is buffer else result._pending
        _writers.append((ref(result), pending, buffer._out))
    return result


def _own_stream(stream, letters):
    """The program's stdin, stdout or stderr by its number."""
    if "b" in letters:
        raise NotImplementedError("the program's own streams as bytes are not supported in Timeslice")
    return stream


def _keep_program():
    """The program itself is a file too; `os` calls this when it is loaded."""
    import os

    # A spawned child knows its arguments only later; its parent has done this.
    for name in getattr(sys, "argv", [])[:1]:
        text = _timeslice.source_text(name)
        path = os.path.abspath(name) if name else ""
        if text is not None and fs_stat(path) is None:
            parts = path.split("/")[1:-1]
            for n in range(len(parts)):
                fs_make_dir("/" + "/".join(parts[: n + 1]))
            number = _timeslice.fs_open(path, "x")
            if number >= 0:
                _timeslice.fs_write(number, 0, text.encode())
                _timeslice.fs_close(number)
