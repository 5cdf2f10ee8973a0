"""Compression. What is written here can be read by every zlib, but its bytes differ from zlib's own."""

import _zlib

__all__ = ["adler32", "crc32", "compress", "decompress", "compressobj", "decompressobj", "error"]

MAX_WBITS = 15
DEFLATED = 8
DEF_MEM_LEVEL = 8
DEF_BUF_SIZE = 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY = 0
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH = 0, 1, 2, 3, 4
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.3.1"


class error(Exception):
    pass


error.__module__ = "zlib"


def crc32(data, value=0, /):
    """Compute a CRC-32 checksum of data."""
    return _zlib.crc32(data, value & 0xFFFFFFFF)


def adler32(data, value=1, /):
    """Compute an Adler-32 checksum of data."""
    return _zlib.adler32(data, value & 0xFFFFFFFF)


_GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"


def compress(data, /, level=-1, wbits=15):
    """Returns a bytes object containing compressed data."""
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    if wbits > 15:
        size = (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
        return _GZIP_HEAD + _zlib.deflate(data, level, False) + crc32(data).to_bytes(4, "little") + size
    return _zlib.deflate(data, level, wbits > 0)


def _inflated(data, wbits, limit):
    """(bytes, how much of data they were, complete)"""
    start = 0
    if wbits > 15 and (wbits < 32 or data[:2] == b"\x1f\x8b"):
        start = _gzip_head(data)
        found = _zlib.inflate(data[start:], False, limit)
        if found is not None and found[2]:
            found = found[0], min(found[1] + 8, len(data) - start), len(data) - start - found[1] >= 8
    else:
        found = _zlib.inflate(data, wbits >= 0, limit)
    if found is False:
        raise error("Error -3 while decompressing data: incorrect data check")
    if found is None:
        if wbits >= 0 and wbits <= 15 and (len(data) < 2 or data[0] & 15 != 8 or (data[0] * 256 + data[1]) % 31):
            raise error("Error -3 while decompressing data: incorrect header check")
        raise error("Error -3 while decompressing data: invalid block type")
    return found[0], found[1] + start, found[2]


def _gzip_head(data):
    if data[:2] != b"\x1f\x8b":
        raise error("Error -3 while decompressing data: incorrect header check")
    flags, at = data[3], 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag in (8, 16):
        if flags & flag:
            at = data.index(b"\0", at) + 1
    return at + 2 if flags & 2 else at


def decompress(data, /, wbits=15, bufsize=16384):
    """Returns a bytes object containing the uncompressed data."""
    result, _, complete = _inflated(bytes(data), wbits, 0)
    if not complete:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return result


class _Compress:
    def __init__(self, level, wbits):
        self._level, self._wbits, self._data = level, wbits, []

    def compress(self, data, /):
        self._data.append(bytes(data))
        return b""

    def flush(self, mode=Z_FINISH, /):
        if mode == Z_NO_FLUSH:
            return b""
        if mode != Z_FINISH:
            raise NotImplementedError("compressobj().flush() with another mode than Z_FINISH is not supported in Timeslice")
        return compress(b"".join(self._data), self._level, self._wbits)

    def copy(self):
        other = _Compress(self._level, self._wbits)
        other._data = list(self._data)
        return other


class _Decompress:
    def __init__(self, wbits):
        self._wbits, self._seen, self._given = wbits, b"", 0
        self.unused_data = self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        if max_length:
            raise NotImplementedError("decompressobj().decompress() with max_length is not supported in Timeslice")
        self._seen += bytes(data)
        if len(self._seen) < 2:
            return b""
        result, used, self.eof = _inflated(self._seen, self._wbits, 0)
        if self.eof:
            self.unused_data = self._seen[used:]
        result, self._given = result[self._given :], len(result)
        return result

    def flush(self, length=DEF_BUF_SIZE, /):
        return b""

    def copy(self):
        other = _Decompress(self._wbits)
        other.__dict__.update(self.__dict__)
        return other


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None):
    if zdict is not None:
        raise NotImplementedError("zlib dictionaries are not supported in Timeslice")
    return _Compress(level, wbits)


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    if zdict:
        raise NotImplementedError("zlib dictionaries are not supported in Timeslice")
    return _Decompress(wbits)
