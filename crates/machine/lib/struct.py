"""Values as bytes and back, by a format."""

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    pass


# Letter: (standard size, native size, kind)
_CODES = {
    "x": (1, 1, "pad"), "c": (1, 1, "char"), "b": (1, 1, "int"), "B": (1, 1, "uint"), "?": (1, 1, "bool"),
    "h": (2, 2, "int"), "H": (2, 2, "uint"), "i": (4, 4, "int"), "I": (4, 4, "uint"), "l": (4, 8, "int"),
    "L": (4, 8, "uint"), "q": (8, 8, "int"), "Q": (8, 8, "uint"), "n": (None, 8, "int"), "N": (None, 8, "uint"),
    "P": (None, 8, "uint"), "e": (2, 2, "float"), "f": (4, 4, "float"), "d": (8, 8, "float"), "s": (1, 1, "bytes"),
    "p": (1, 1, "pascal"),
}  # fmt: skip
# Bits of the significand and exponent.
_FLOATS = {2: (10, 5), 4: (23, 8), 8: (52, 11)}


def _float_to_int(x, size):
    """The IEEE 754 pattern of x."""
    import math

    mantissa_bits, exponent_bits = _FLOATS[size]
    bias = (1 << exponent_bits - 1) - 1
    sign = 1 if math.copysign(1.0, x) < 0 else 0
    top = (1 << exponent_bits) - 1
    if x != x:
        exponent, mantissa = top, 1 << mantissa_bits - 1
    elif x in (math.inf, -math.inf):
        exponent, mantissa = top, 0
    elif x == 0:
        exponent = mantissa = 0
    else:
        fraction, e = math.frexp(abs(x))
        e = max(e - 1, 1 - bias)
        # The significand as an integer in units of the last place, ties to even.
        scaled = math.ldexp(abs(x), mantissa_bits - e)
        mantissa = round(scaled)
        exponent = e + bias
        if mantissa < 1 << mantissa_bits:
            exponent = 0
        elif mantissa >> mantissa_bits + 1:
            mantissa >>= 1
            exponent += 1
        mantissa &= (1 << mantissa_bits) - 1
        if exponent >= top:
            letter = {2: "e", 4: "f", 8: "d"}[size]
            raise OverflowError(f"float too large to pack with {letter} format")
    return (sign << exponent_bits | exponent) << mantissa_bits | mantissa


def _int_to_float(bits, size):
    import math

    mantissa_bits, exponent_bits = _FLOATS[size]
    mantissa = bits & (1 << mantissa_bits) - 1
    exponent = bits >> mantissa_bits & (1 << exponent_bits) - 1
    sign = -1.0 if bits >> mantissa_bits + exponent_bits else 1.0
    bias = (1 << exponent_bits - 1) - 1
    if exponent == (1 << exponent_bits) - 1:
        return math.copysign(math.nan if mantissa else math.inf, sign)
    if exponent == 0:
        return sign * math.ldexp(mantissa, 1 - bias - mantissa_bits)
    return sign * math.ldexp(mantissa | 1 << mantissa_bits, exponent - bias - mantissa_bits)


class Struct:
    """A parsed format: items of (letter, count, size, offset)."""

    def __init__(self, format):
        if isinstance(format, bytes):
            format = format.decode("ascii")
        if not isinstance(format, str):
            raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
        self.format = format
        order = format[:1] if format[:1] and format[0] in "@=<>!" else "@"
        body = format[1:] if format[:1] == order else format
        self._native = order == "@"
        self._byteorder = "big" if order in ">!" else "little"
        self._items = []
        offset = 0
        at = 0
        while at < len(body):
            if body[at].isspace():
                at += 1
                continue
            start = at
            while at < len(body) and body[at].isdigit():
                at += 1
            if at == len(body):
                raise error("repeat count given without format specifier")
            count = int(body[start:at]) if at > start else 1
            letter = body[at]
            at += 1
            entry = _CODES.get(letter)
            size = None if entry is None else entry[1] if self._native else entry[0]
            if size is None:
                raise error("bad char in struct format")
            if self._native and size > 1:
                offset += -offset % size
            self._items.append((letter, count, size, offset))
            offset += size * count
        self.size = offset

    def _value_count(self):
        return sum([1 if letter in "sp" else 0 if letter == "x" else count for letter, count, _, _ in self._items])

    def pack(self, *values):
        return self._packed(values, "pack")

    def _packed(self, values, name):
        expected = self._value_count()
        if len(values) != expected:
            raise error(f"{name} expected {expected} items for packing (got {len(values)})")
        result = bytearray(self.size)
        source = iter(values)
        for letter, count, size, offset in self._items:
            kind = _CODES[letter][2]
            if kind == "pad":
                continue
            if kind in ("bytes", "pascal"):
                value = next(source)
                if not isinstance(value, (bytes, bytearray)):
                    raise error(f"argument for '{letter}' must be a bytes object")
                if kind == "bytes":
                    data = bytes(value[:count])
                elif count:
                    kept = bytes(value[: min(count - 1, 255)])
                    data = bytes([len(kept)]) + kept
                else:
                    data = b""
                result[offset : offset + len(data)] = data
                continue
            for i in range(count):
                place = offset + i * size
                result[place : place + size] = self._one(letter, kind, size, next(source))
        return bytes(result)

    def _one(self, letter, kind, size, value):
        if kind == "char":
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise error("char format requires a bytes object of length 1")
            return bytes(value)
        if kind == "bool":
            return b"\x01" if value else b"\x00"
        if kind == "float":
            if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
                raise error("required argument is not a float")
            return _float_to_int(float(value), size).to_bytes(size, self._byteorder)
        if not hasattr(type(value), "__index__"):
            raise error("required argument is not an integer")
        value = value.__index__()
        signed = kind == "int"
        low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
        if not low <= value <= high:
            raise error(f"'{letter}' format requires {low} <= number <= {high}")
        return value.to_bytes(size, self._byteorder, signed=signed)

    def unpack(self, buffer):
        if len(buffer) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return self._unpacked(bytes(buffer))

    def unpack_from(self, buffer, offset=0):
        data = bytes(buffer)
        if offset < 0:
            if offset + len(data) < 0:
                raise error(f"offset {offset} out of range for {len(data)}-byte buffer")
            offset += len(data)
        if len(data) - offset < self.size:
            raise error(
                f"unpack_from requires a buffer of at least {offset + self.size} bytes for unpacking {self.size} "
                f"bytes at offset {offset} (actual buffer size is {len(data)})"
            )
        return self._unpacked(data[offset : offset + self.size])

    def _unpacked(self, data):
        values = []
        for letter, count, size, offset in self._items:
            kind = _CODES[letter][2]
            if kind == "pad":
                continue
            if kind == "bytes":
                values.append(data[offset : offset + count])
                continue
            if kind == "pascal":
                length = min(data[offset], count - 1) if count else 0
                values.append(data[offset + 1 : offset + 1 + length])
                continue
            for i in range(count):
                part = data[offset + i * size : offset + (i + 1) * size]
                if kind == "char":
                    values.append(part)
                elif kind == "bool":
                    values.append(part != b"\x00")
                elif kind == "float":
                    values.append(_int_to_float(int.from_bytes(part, self._byteorder), size))
                else:
                    values.append(int.from_bytes(part, self._byteorder, signed=kind == "int"))
        return tuple(values)

    def pack_into(self, buffer, offset, *values):
        data = self._packed(values, "pack_into")
        if offset < 0:
            offset += len(buffer)
        if len(buffer) - offset < self.size:
            raise error(
                f"pack_into requires a buffer of at least {offset + self.size} bytes for packing {self.size} "
                f"bytes at offset {offset} (actual buffer size is {len(buffer)})"
            )
        buffer[offset : offset + self.size] = data

    def iter_unpack(self, buffer):
        if not self.size:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(buffer) % self.size:
            raise error(f"iterative unpacking requires a buffer of a multiple of {self.size} bytes")
        for at in range(0, len(buffer), self.size):
            yield self._unpacked(bytes(buffer[at : at + self.size]))

    def __repr__(self):
        return f"Struct({self.format!r})"


def calcsize(format, /):
    return Struct(format).size


def pack(format, /, *values):
    return Struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    Struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    return Struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return Struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return Struct(format).iter_unpack(buffer)
