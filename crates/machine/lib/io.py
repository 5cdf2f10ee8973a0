"""Streams. StringIO and BytesIO are native, open() works on the in-memory file system."""

import sys

import _io
import abc
from _io import BytesIO, StringIO

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "StringIO", "BytesIO", "BufferedIOBase",
    "BufferedReader", "BufferedWriter", "BufferedRandom", "TextIOBase", "TextIOWrapper",
    "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE", "text_encoding",
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

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {type(self).__name__!r} instances")

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
    """Text on top of a stream of bytes. What is written waits for a flush or for 8192 bytes; reading decodes all there is."""

    _CHUNK = 8192

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"illegal newline type: {type(newline)!r}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline}")
        self.buffer = buffer
        self.encoding = "UTF-8" if encoding in (None, "locale") else encoding
        self.errors = errors or "strict"
        self.line_buffering = line_buffering
        self.write_through = write_through
        self._newline = newline
        # Encoded and not yet given to the buffer; a list of its own, so that it can outlive the stream.
        self._pending = []
        self._pending_size = 0
        self._forget_read()
        self._telling = True
        self._line_ends = set()
        "".encode(self.encoding)

    def _forget_read(self):
        # The text that was decoded, how much of it was read, and where its bytes began.
        self._text = ""
        self._at = 0
        self._start = 0

    @property
    def name(self):
        return self.buffer.name

    @property
    def closed(self):
        return self.buffer.closed

    @property
    def newlines(self):
        ends = [end for end in ("\r", "\n", "\r\n") if end in self._line_ends]
        return None if not ends else ends[0] if len(ends) == 1 else tuple(ends)

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def flush(self):
        self._checkClosed()
        self._telling = True
        self._write_pending()
        if hasattr(self.buffer, "flush"):
            self.buffer.flush()

    def _write_pending(self):
        if self._pending:
            data = b"".join(self._pending)
            self._pending.clear()
            self._pending_size = 0
            self.buffer.write(data)

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
        self.flush()
        self.encoding = encoding or self.encoding
        self.errors = errors or self.errors
        self._newline = self._newline if newline is None else newline
        self.line_buffering = self.line_buffering if line_buffering is None else line_buffering
        self.write_through = self.write_through if write_through is None else write_through

    def write(self, s):
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        self._checkClosed()
        if not self.buffer.writable():
            raise UnsupportedOperation("not writable")
        text = s.replace("\n", self._newline) if self._newline in ("\r", "\r\n") else s
        data = text.encode(self.encoding, self.errors)
        if self._text:
            self._forget_read()
        if self._pending_size + len(data) > self._CHUNK:
            self._write_pending()
        self._pending.append(data)
        self._pending_size += len(data)
        flushes = self.line_buffering and ("\n" in s or "\r" in s)
        if self._pending_size >= self._CHUNK or flushes or self.write_through:
            self._write_pending()
        if flushes:
            self.buffer.flush()
        return len(s)

    def _load(self):
        """Decodes what was not read yet, when nothing decoded is left."""
        self._checkClosed()
        if not self.buffer.readable():
            raise UnsupportedOperation("not readable")
        self._write_pending()
        if self._at < len(self._text):
            return
        start = self.buffer.tell() if self.buffer.seekable() else 0
        text = self.buffer.read().decode(self.encoding, self.errors)
        self._text, self._at, self._start = text, 0, start
        if not self._newline and text:
            ends = "\r\n" in text, "\r" in text, "\n" in text
            if ends[1]:
                rest = text.replace("\r\n", "")
                ends = ends[0], "\r" in rest, "\n" in rest
            self._line_ends.update([end for end, seen in zip(("\r\n", "\r", "\n"), ends) if seen])

    def _take(self, end):
        """The text up to `end`, with its line ends as the program wants them."""
        text = self._text[self._at : end]
        self._at = end
        if self._newline is None and "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def read(self, size=-1):
        self._load()
        if size is None or size < 0:
            return self._take(len(self._text))
        end = min(self._at + size, len(self._text))
        if self._newline is None:
            # A line's end of two characters is one that is read.
            more = self._text.count("\r\n", self._at, end + 1)
            while more:
                start, end = end + 1 if self._text[end - 1 : end + 1] == "\r\n" else end, min(end + more, len(self._text))
                more = self._text.count("\r\n", start, end + 1)
        return self._take(end)

    def readline(self, size=-1):
        self._load()
        text = self._text
        if self._newline:
            end = text.find(self._newline, self._at)
            end = len(text) if end < 0 else end + len(self._newline)
        else:
            end = text.find("\n", self._at) + 1 or len(text)
            other = text.find("\r", self._at, end)
            if other >= 0:
                end = other + 2 if text[other + 1 : other + 2] == "\n" else other + 1
        if size is not None and 0 <= size < end - self._at:
            end = self._at + size
        return self._take(end)

    def __next__(self):
        self._telling = False
        line = self.readline()
        if not line:
            self._telling = True
            raise StopIteration
        return line

    def seek(self, cookie, whence=0):
        self._checkClosed()
        if whence == 1:
            if cookie:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie, whence = self.tell(), 0
        elif whence == 2:
            if cookie:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        elif cookie < 0:
            raise ValueError(f"negative seek position {cookie}")
        self.flush()
        self._forget_read()
        return self.buffer.seek(cookie, whence)

    def tell(self):
        self._checkClosed()
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        if self._text:
            return self._start + len(self._text[: self._at].encode(self.encoding, self.errors))
        return self.buffer.tell()

    def truncate(self, pos=None):
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)

    def detach(self):
        self.flush()
        return self.buffer

    def __repr__(self):
        name = getattr(self.buffer, "name", None)
        mode = getattr(self, "mode", None)
        shown = "" if name is None else f" name={name!r}"
        shown += "" if mode is None else f" mode={mode!r}"
        return f"<_io.TextIOWrapper{shown} encoding={self.encoding!r}>"


TextIOWrapper.__module__ = "_io"
TextIOBase.register(type(sys.stdout))
BufferedIOBase.register(type(sys.stdin.buffer))
BufferedIOBase.register(type(sys.stdout.buffer))


def __getattr__(name):
    if name in ("FileIO", "BufferedReader", "BufferedWriter", "BufferedRandom"):
        import _files

        return getattr(_files, name)
    raise AttributeError(f"module 'io' has no attribute {name!r}")
