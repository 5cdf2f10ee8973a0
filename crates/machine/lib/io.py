"""Streams. StringIO and BytesIO are native, open() works on the in-memory file system."""

import _io
import abc
from _io import BytesIO, StringIO

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "StringIO", "BytesIO", "BufferedIOBase", "TextIOBase",
    "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE", "text_encoding",
]  # fmt: skip

DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
BlockingIOError = BlockingIOError
UnsupportedOperation = _io.UnsupportedOperation


def open(*args, **kwargs):
    from _files import open

    return open(*args, **kwargs)


def open_code(path):
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    return "locale" if encoding is None else encoding


class IOBase(metaclass=abc.ABCMeta):
    """What all streams can do, in terms of read(), write() and seek()."""

    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        self._unsupported("truncate")

    def fileno(self):
        self._unsupported("fileno")

    def flush(self):
        self._checkClosed()

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return self._closed

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError("I/O operation on closed file." if msg is None else msg)

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def isatty(self):
        self._checkClosed()
        return False

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def readline(self, size=-1):
        # One byte at a time: nothing may be read past the line's end.
        size = -1 if size is None else size
        line = b""
        while size < 0 or len(line) < size:
            char = self.read(1)
            if not char:
                break
            line += char
            if line.endswith(b"\n"):
                break
        return line

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None):
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        self._checkClosed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self):
        parts = []
        while data := self.read(DEFAULT_BUFFER_SIZE):
            parts.append(data)
        return b"".join(parts)

    def readinto(self, b):
        self._unsupported("readinto")

    def write(self, b):
        self._unsupported("write")


class BufferedIOBase(IOBase):
    def read(self, size=-1):
        self._unsupported("read")

    def read1(self, size=-1):
        return self.read(size)

    def readinto(self, b):
        data = self.read(len(b))
        b[: len(data)] = data
        return len(data)

    def write(self, b):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1):
        self._unsupported("read")

    def write(self, s):
        self._unsupported("write")

    def readline(self, size=-1):
        self._unsupported("readline")

    def detach(self):
        self._unsupported("detach")


TextIOBase.register(StringIO)
BufferedIOBase.register(BytesIO)


class TextIOWrapper(TextIOBase):
    """Text on top of a stream of bytes."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline}")
        self.buffer = buffer
        self.encoding = "utf-8" if encoding in (None, "locale") else encoding
        self.errors = errors or "strict"
        self.line_buffering = line_buffering
        self.write_through = write_through
        self._newline = newline
        self._unread = None

    @property
    def name(self):
        return self.buffer.name

    @property
    def closed(self):
        return self.buffer.closed

    def close(self):
        if not self.closed:
            self.flush()
            self.buffer.close()

    def flush(self):
        self._checkClosed()
        if hasattr(self.buffer, "flush"):
            self.buffer.flush()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        self.encoding = encoding or self.encoding
        self.errors = errors or self.errors
        self._newline = self._newline if newline is None else newline
        self.line_buffering = self.line_buffering if line_buffering is None else line_buffering
        self.write_through = self.write_through if write_through is None else write_through

    def write(self, s):
        self._checkClosed()
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        text = s.replace("\n", self._newline) if self._newline in ("\r", "\r\n") else s
        self.buffer.write(text.encode(self.encoding, self.errors))
        if self.line_buffering and "\n" in s:
            self.flush()
        return len(s)

    def _load(self):
        """Everything not read yet, decoded; text streams here are small."""
        text = self.buffer.read().decode(self.encoding, self.errors)
        if self._newline is None:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._unread = (self._unread or "") + text

    def read(self, size=-1):
        self._checkClosed()
        self._load()
        end = len(self._unread) if size is None or size < 0 else size
        text, self._unread = self._unread[:end], self._unread[end:]
        return text

    def readline(self, size=-1):
        self._checkClosed()
        self._load()
        end = self._unread.find(self._newline or "\n")
        end = len(self._unread) if end < 0 else end + len(self._newline or "\n")
        if size is not None and 0 <= size < end:
            end = size
        text, self._unread = self._unread[:end], self._unread[end:]
        return text

    def seek(self, cookie, whence=0):
        self._unread = None
        return self.buffer.seek(cookie, whence)

    def tell(self):
        if self._unread:
            raise OSError("telling position disabled by next() call")
        return self.buffer.tell()

    def truncate(self, pos=None):
        return self.buffer.truncate(pos)

    def detach(self):
        self.flush()
        return self.buffer

    def __repr__(self):
        name = getattr(self.buffer, "name", None)
        shown = "" if name is None else f" name={name!r}"
        return f"<_io.TextIOWrapper{shown} encoding={self.encoding!r}>"


for _stream_type in ("TextIOWrapper", "FileIO", "BufferedReader", "BufferedWriter", "BufferedRandom"):
    # The native types behind open() and sys.stdout are streams too.
    _native = getattr(_io, _stream_type, None)
    if _native is not None:
        (TextIOBase if _stream_type == "TextIOWrapper" else RawIOBase if _stream_type == "FileIO" else BufferedIOBase).register(_native)
        if _stream_type != "TextIOWrapper":
            globals()[_stream_type] = _native
            __all__.append(_stream_type)
del _stream_type, _native
