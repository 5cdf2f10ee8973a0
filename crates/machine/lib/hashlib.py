"""Checksums. SHA-2, SHA-1 and MD5, in Python."""

import math

from _sha2 import sha256, sha512

__all__ = ["md5", "sha1", "sha256", "sha512", "new", "algorithms_guaranteed", "algorithms_available"]


class _Merkle:
    """What SHA-1 and MD5 share: 64-byte blocks over 32-bit words."""

    block_size = 64

    def __init__(self, data=b"", /, *, usedforsecurity=True):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data = bytes(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data += bytes(data)

    def copy(self):
        return type(self)(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def digest(self):
        message = self._data + b"\x80"
        message += bytes(-(len(message) + 8) % 64) + (len(self._data) * 8).to_bytes(8, self._order)
        state = self._initial
        for start in range(0, len(message), 64):
            words = [int.from_bytes(message[i : i + 4], self._order) for i in range(start, start + 64, 4)]
            state = tuple([(old + new) & 0xFFFFFFFF for old, new in zip(state, self._compress(state, words))])
        return b"".join([word.to_bytes(4, self._order) for word in state])

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {id(self):#x}>"


def _left(x, n):
    return (x << n | x >> (32 - n)) & 0xFFFFFFFF


class sha1(_Merkle):
    name = "sha1"
    digest_size = 20
    _order = "big"
    _initial = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)

    def _compress(self, state, words):
        for i in range(16, 80):
            words.append(_left(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1))
        a, b, c, d, e = state
        for i, word in enumerate(words):
            if i < 20:
                f, k = (b & c) | (~b & d), 0x5A827999
            elif i < 40:
                f, k = b ^ c ^ d, 0x6ED9EBA1
            elif i < 60:
                f, k = (b & c) | (b & d) | (c & d), 0x8F1BBCDC
            else:
                f, k = b ^ c ^ d, 0xCA62C1D6
            a, b, c, d, e = (_left(a, 5) + (f & 0xFFFFFFFF) + e + k + word) & 0xFFFFFFFF, a, _left(b, 30), c, d
        return a, b, c, d, e


class md5(_Merkle):
    name = "md5"
    digest_size = 16
    _order = "little"
    _initial = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
    _shifts = (7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21)

    def _compress(self, state, words):
        a, b, c, d = state
        for i in range(64):
            if i < 16:
                f, g = (b & c) | (~b & d), i
            elif i < 32:
                f, g = (d & b) | (~d & c), (5 * i + 1) % 16
            elif i < 48:
                f, g = b ^ c ^ d, (3 * i + 5) % 16
            else:
                f, g = c ^ (b | ~d & 0xFFFFFFFF), 7 * i % 16
            total = (a + (f & 0xFFFFFFFF) + int(abs(math.sin(i + 1)) * 4294967296) + words[g]) & 0xFFFFFFFF
            a, d, c, b = d, c, b, (b + _left(total, self._shifts[i // 16][i % 4])) & 0xFFFFFFFF
        return a, b, c, d


_ALGORITHMS = {"md5": md5, "sha1": sha1, "sha256": sha256, "sha512": sha512}
algorithms_guaranteed = algorithms_available = set(_ALGORITHMS)


def new(name, data=b"", **kwargs):
    if name.lower() not in _ALGORITHMS:
        raise ValueError(f"unsupported hash type {name}")
    return _ALGORITHMS[name.lower()](data)
