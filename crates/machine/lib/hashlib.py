"""Checksums. The machine computes them, and takes about as long as OpenSSL does."""

import _digest

__all__ = [
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
    "shake_128", "shake_256", "new", "algorithms_guaranteed", "algorithms_available", "file_digest", "pbkdf2_hmac",
]  # fmt: skip

# By name: digest size (0: any), block size.
_SIZES = {
    "md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha384": (48, 128), "sha512": (64, 128),
    "sha3_224": (28, 144), "sha3_256": (32, 136), "sha3_384": (48, 104), "sha3_512": (64, 72), "shake_128": (0, 168),
    "shake_256": (0, 136), "blake2b": (64, 128), "blake2s": (32, 64), "sha512_256": (32, 128),
}  # fmt: skip


class HASH:
    """A checksum under way."""

    __slots__ = ("_state", "name", "digest_size", "block_size")

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '_hashlib.{cls.__name__}' instances")

    def update(self, obj, /):
        """Update this hash object's state with the provided string."""
        _digest.update(self._state, obj)

    def digest(self):
        """Return the digest value as a bytes object."""
        return _digest.digest(self._state, 0)

    def hexdigest(self):
        """Return the digest value as a string of hexadecimal digits."""
        return _digest.digest(self._state, 0).hex()

    def copy(self):
        """Return a copy of the hash object."""
        return _made(type(self), self.name, self.digest_size, _digest.copy(self._state))

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '_hashlib.{type(self).__name__}' object")

    def __repr__(self):
        return f"<{self.name} _hashlib.{type(self).__name__} object @ {id(self):#x}>"


class HASHXOF(HASH):
    """One that gives as many bytes as one likes."""

    __slots__ = ()

    def digest(self, length):
        return _digest.digest(self._state, length)

    def hexdigest(self, length):
        return _digest.digest(self._state, length).hex()


HASH.__module__ = HASHXOF.__module__ = "_hashlib"


def _made(cls, name, size, state):
    made = object.__new__(cls)
    made._state = state
    made.name = name
    made.digest_size = size
    made.block_size = _SIZES[name][1]
    return made


def _begun(name, data, size=None):
    known, block = _SIZES[name]
    size = known if size is None else size
    state = _digest.new(name, size)
    if state is None:
        raise NotImplementedError(f"hashlib.{name}() with a digest_size of {size} is not supported in Timeslice")
    if data != b"":
        _digest.update(state, data)
    return _made(HASHXOF if known == 0 else HASH, name, size, state)


def md5(string=b"", *, usedforsecurity=True):
    """Returns a md5 hash object; optionally initialized with a string"""
    return _begun("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    """Returns a sha1 hash object; optionally initialized with a string"""
    return _begun("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    """Returns a sha224 hash object; optionally initialized with a string"""
    return _begun("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    """Returns a sha256 hash object; optionally initialized with a string"""
    return _begun("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    """Returns a sha384 hash object; optionally initialized with a string"""
    return _begun("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    """Returns a sha512 hash object; optionally initialized with a string"""
    return _begun("sha512", string)


def sha3_224(string=b"", *, usedforsecurity=True):
    return _begun("sha3_224", string)


def sha3_256(string=b"", *, usedforsecurity=True):
    return _begun("sha3_256", string)


def sha3_384(string=b"", *, usedforsecurity=True):
    return _begun("sha3_384", string)


def sha3_512(string=b"", *, usedforsecurity=True):
    return _begun("sha3_512", string)


def shake_128(string=b"", *, usedforsecurity=True):
    return _begun("shake_128", string)


def shake_256(string=b"", *, usedforsecurity=True):
    return _begun("shake_256", string)


def _blake(name, data, digest_size, options):
    largest = _SIZES[name][0]
    size = largest if digest_size is None else digest_size
    if not 1 <= size <= largest:
        raise ValueError(f"digest_size must be between 1 and {largest} bytes")
    for option, value in options.items():
        if option not in ("usedforsecurity", "fanout", "depth", "leaf_size", "node_offset", "node_depth", "inner_size", "last_node", "key", "salt", "person"):
            raise TypeError(f"'{option}' is an invalid keyword argument for {name}()")
        if option != "usedforsecurity" and value not in (b"", 0) and (option, value) not in (("fanout", 1), ("depth", 1)):
            raise NotImplementedError(f"hashlib.{name}() with {option} is not supported in Timeslice")
    return _begun(name, data, size)


def blake2b(data=b"", /, *, digest_size=None, **options):
    """Return a new BLAKE2b hash object."""
    return _blake("blake2b", data, digest_size, options)


def blake2s(data=b"", /, *, digest_size=None, **options):
    """Return a new BLAKE2s hash object."""
    return _blake("blake2s", data, digest_size, options)


algorithms_guaranteed = set(_SIZES) - {"sha512_256"}
algorithms_available = set(_SIZES)


def new(name, data=b"", **kwargs):
    """new(name, data=b'') - Return a new hashing object using the named algorithm;
    optionally initialized with data (which must be a bytes-like object)."""
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    known = name.lower().replace("-", "_").replace("sha_", "sha") if name.lower() != "sha512_256" else name
    if known not in _SIZES:
        raise ValueError(f"unsupported hash type {name}")
    if known in ("blake2b", "blake2s"):
        return globals()[known](data, **kwargs)
    return _begun(known, data)


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    """Hash the contents of a file-like object. Returns a digest object."""
    hasher = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer") or hasattr(fileobj, "getvalue"):
        hasher.update(fileobj.getvalue())
        return hasher
    if not (hasattr(fileobj, "readinto") and hasattr(fileobj, "readable") and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    while data := fileobj.read(_bufsize):
        hasher.update(data)
    return hasher


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function."""
    known = hash_name.lower().replace("-", "_").replace("sha_", "sha")
    if known not in _SIZES or not _SIZES[known][0]:
        raise ValueError(f"unsupported hash type {hash_name}")
    size, block = _SIZES[known]
    dklen = size if dklen is None else dklen
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    state = _digest.new(known, size)
    derived = b""
    number = 1
    while len(derived) < dklen:
        derived += _digest.hmac_rounds(state, block, bytes(password), bytes(salt) + number.to_bytes(4), iterations)
        number += 1
    return derived[:dklen]
