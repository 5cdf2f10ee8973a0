"""Files in gzip's format."""

import builtins
import io
import os
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]


class BadGzipFile(OSError):
    """Exception raised in some cases for invalid gzip files."""


def compress(data, compresslevel=9, *, mtime=None):
    """Compress data in one shot and return the compressed string."""
    return zlib.compress(data, compresslevel, 31)


def decompress(data):
    """Decompress a gzip compressed string in one shot."""
    parts = []
    data = bytes(data)
    while data:
        if data[:2] != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
        part, used, complete = zlib._inflated(data, 31, 0)
        if not complete:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        if int.from_bytes(data[used - 8 : used - 4], "little") != zlib.crc32(part):
            raise BadGzipFile("CRC check failed")
        parts.append(part)
        data = data[used:].lstrip(b"\0")
    return b"".join(parts)


class GzipFile(io.BytesIO):
    """Reads a compressed file, or writes one when it is closed."""

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        mode = (mode or "rb").replace("t", "")
        self._own = None
        if fileobj is None:
            fileobj = self._own = builtins.open(filename, mode if "b" in mode else mode + "b")
        self.name = os.fspath(filename) if filename is not None else getattr(fileobj, "name", "")
        self.mode = 1 if mode[0] == "r" else 2
        self._target = None if mode[0] == "r" else fileobj
        self._level = compresslevel
        super().__init__()
        if mode[0] == "r":
            self.write(decompress(fileobj.read()))
            self.seek(0)

    def writable(self):
        return self._target is not None

    def readable(self):
        return self._target is None

    def close(self):
        if self.closed:
            return
        if self._target is not None:
            self._target.write(compress(self.getvalue(), self._level))
        super().close()
        if self._own is not None:
            self._own.close()

    def __exit__(self, *exc_info):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """Open a gzip-compressed file in binary or text mode."""
    if "t" not in mode:
        if encoding is not None:
            raise ValueError("Argument 'encoding' not supported in binary mode")
        if errors is not None:
            raise ValueError("Argument 'errors' not supported in binary mode")
        if newline is not None:
            raise ValueError("Argument 'newline' not supported in binary mode")
    binary = mode.replace("t", "")
    if hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, binary, compresslevel, filename)
    else:
        file = GzipFile(filename, binary, compresslevel)
    return io.TextIOWrapper(file, encoding, errors, newline) if "t" in mode else file
