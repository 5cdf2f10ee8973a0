"""SHA-256 and SHA-512 in Python: what seeding random with text, and uuid's names, need."""

from math import isqrt


def _primes(count):
    found = []
    n = 2
    while len(found) < count:
        if all([n % p for p in found]):
            found.append(n)
        n += 1
    return found


def _cube_root(n):
    low, high = 0, 1 << (n.bit_length() // 3 + 1)
    while low < high:
        middle = (low + high + 1) >> 1
        if middle**3 <= n:
            low = middle
        else:
            high = middle - 1
    return low


class _Sha2:
    """One hash; bits is the word size, rotations those of FIPS 180-4."""

    _constants = {}

    def __init__(self, data=b"", /, *, usedforsecurity=True):
        self._data = b""
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._data += bytes(data)

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {id(self):#x}>"

    def copy(self):
        return type(self)(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def digest(self):
        bits = self._bits
        if bits not in _Sha2._constants:
            # Fractional parts of the roots of the first primes, as the standard defines them.
            primes = _primes(64 if bits == 32 else 80)
            mask = (1 << bits) - 1
            _Sha2._constants[bits] = (
                [isqrt(p << 2 * bits) & mask for p in primes[:8]],
                [_cube_root(p << 3 * bits) & mask for p in primes],
            )
        initial, constants = _Sha2._constants[bits]
        block = bits * 2
        message = self._data + b"\x80"
        message += bytes(-(len(message) + bits // 4) % block)
        message += (len(self._data) * 8).to_bytes(bits // 4)
        state = initial
        for start in range(0, len(message), block):
            state = self._compress(state, message[start : start + block], constants)
        return b"".join([word.to_bytes(bits // 8) for word in state])

    def _compress(self, state, block, constants):
        bits = self._bits
        mask = (1 << bits) - 1
        size = bits // 8
        (s0a, s0b, s0c), (s1a, s1b, s1c), (b0a, b0b, b0c), (b1a, b1b, b1c) = self._rotations

        def right(word, n):
            return (word >> n | word << (bits - n)) & mask

        words = [int.from_bytes(block[i : i + size]) for i in range(0, len(block), size)]
        for i in range(16, len(constants)):
            x, y = words[i - 15], words[i - 2]
            s0 = right(x, s0a) ^ right(x, s0b) ^ (x >> s0c)
            s1 = right(y, s1a) ^ right(y, s1b) ^ (y >> s1c)
            words.append((words[i - 16] + s0 + words[i - 7] + s1) & mask)
        a, b, c, d, e, f, g, h = state
        for word, constant in zip(words, constants):
            t1 = h + (right(e, b1a) ^ right(e, b1b) ^ right(e, b1c)) + ((e & f) ^ (~e & g)) + constant + word
            t2 = (right(a, b0a) ^ right(a, b0b) ^ right(a, b0c)) + ((a & b) ^ (a & c) ^ (b & c))
            a, b, c, d, e, f, g, h = (t1 + t2) & mask, a, b, c, (d + t1) & mask, e, f, g
        return [(old + new) & mask for old, new in zip(state, (a, b, c, d, e, f, g, h))]


class sha256(_Sha2):
    name = "sha256"
    digest_size = 32
    block_size = 64
    _bits = 32
    _rotations = (7, 18, 3), (17, 19, 10), (2, 13, 22), (6, 11, 25)


class sha512(_Sha2):
    name = "sha512"
    digest_size = 64
    block_size = 128
    _bits = 64
    _rotations = (1, 8, 7), (19, 61, 6), (28, 34, 39), (14, 18, 41)
