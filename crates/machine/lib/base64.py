"""Bytes as text: base64, base32 and base16."""

__all__ = ["b64encode", "b64decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode", "b32encode", "b32decode", "b16encode", "b16decode", "encodebytes", "decodebytes"]

_B64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _error(message):
    import binascii

    return binascii.Error(message)


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray, memoryview)):
        return bytes(s)
    raise TypeError(f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}")


def _need_bytes(s):
    if not isinstance(s, (bytes, bytearray, memoryview)):
        raise TypeError(f"a bytes-like object is required, not '{type(s).__name__}'")
    return bytes(s)


def b64encode(s, altchars=None):
    data = _need_bytes(s)
    alphabet = _B64[:62] + bytes(altchars) if altchars is not None else _B64
    result = bytearray()
    for i in range(0, len(data), 3):
        chunk = data[i : i + 3]
        value = int.from_bytes(chunk + bytes(3 - len(chunk)))
        quad = bytes([alphabet[value >> shift & 63] for shift in (18, 12, 6, 0)])
        result += quad[: len(chunk) + 1] + b"=" * (3 - len(chunk))
    return bytes(result)


def b64decode(s, altchars=None, validate=False):
    data = _bytes(s)
    if altchars is not None:
        data = data.translate(bytes.maketrans(_bytes(altchars), b"+/"))
    values = []
    padding = 0
    for i, byte in enumerate(data):
        value = _B64.find(byte)
        if byte == 61:
            padding += 1
            if len(values) % 4 >= 2 and len(values) % 4 + padding >= 4:
                if validate and i + 1 < len(data):
                    raise _error("Excess data after padding")
                break
        elif value < 0:
            if validate:
                raise _error("Only base64 data is allowed")
        else:
            values.append(value)
            padding = 0
    left = len(values) % 4
    if left == 1:
        raise _error(f"Invalid base64-encoded string: number of data characters ({len(values)}) cannot be 1 more than a multiple of 4")
    if left and left + padding < 4:
        raise _error("Incorrect padding")
    result = bytearray()
    for i in range(0, len(values), 4):
        quad = values[i : i + 4]
        number = 0
        for value in quad + [0] * (4 - len(quad)):
            number = number << 6 | value
        result += number.to_bytes(3)[: len(quad) - 1]
    return bytes(result)


standard_b64encode = b64encode


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def b16encode(s):
    return _need_bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    text = _bytes(s).decode()
    if casefold:
        text = text.upper()
    if any([c not in "0123456789ABCDEF" for c in text]):
        raise _error("Non-base16 digit found")
    if len(text) % 2:
        raise _error("Odd-length string")
    return bytes.fromhex(text)


def b32encode(s):
    data = _need_bytes(s)
    result = bytearray()
    for i in range(0, len(data), 5):
        chunk = data[i : i + 5]
        value = int.from_bytes(chunk + bytes(5 - len(chunk)))
        group = bytes([_B32[value >> shift & 31] for shift in range(35, -1, -5)])
        kept = (len(chunk) * 8 + 4) // 5
        result += group[:kept] + b"=" * (8 - kept)
    return bytes(result)


def b32decode(s, casefold=False, map01=None):
    data = _bytes(s)
    if len(data) % 8:
        raise _error("Incorrect padding")
    if casefold:
        data = data.upper()
    stripped = data.rstrip(b"=")
    if len(data) - len(stripped) not in (0, 1, 3, 4, 6):
        raise _error("Incorrect padding")
    number = 0
    for byte in stripped:
        value = _B32.find(byte)
        if value < 0:
            raise _error("Non-base32 digit found")
        number = number << 5 | value
    bits = len(stripped) * 5
    return (number >> bits % 8).to_bytes(bits // 8)


def encodebytes(s):
    data = _need_bytes(s)
    return b"".join([b64encode(data[i : i + 57]) + b"\n" for i in range(0, len(data), 57)])


def decodebytes(s):
    return b64decode(_need_bytes(s))
