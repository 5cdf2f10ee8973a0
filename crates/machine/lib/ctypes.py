"""The simple C types, arrays and structures of ctypes, for values that processes share.

There is no memory to point into and no library to call: a value lives in a native array of
the machine, which multiprocessing can share, and everything else is refused by name.
Conversions and messages are those of CPython 3.13's Modules/_ctypes.
"""

import operator

import _process


class _CType(type):
    """The type of C types: `c_int * 3` is an array type, and a structure gets its fields."""

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        for field, kind in namespace.get('_fields_', ()):
            setattr(cls, field, _field(field, kind))

    def __mul__(cls, length):
        if length < 0:
            raise ValueError(f"Array length must be >= 0, not {length}")
        return _CType(f'{cls.__name__}_Array_{length}', (Array,),
                      {'_type_': cls, '_length_': length,
                       '__module__': 'multiprocessing.sharedctypes'})

    __rmul__ = __mul__


def _reduce(self):
    from multiprocessing.context import assert_spawning
    assert_spawning(self)
    cls = type(self)
    if isinstance(self, Array):
        return _rebuild_array, (cls._type_, cls._length_, self._cells)
    return _rebuild, (cls, self._cells, self._index)


def _rebuild(cls, cells, index):
    return cls._at(cells, index)


def _rebuild_array(kind, length, cells):
    array = object.__new__(kind * length)
    array._cells = cells
    return array


class _SimpleCData(metaclass=_CType):
    """One C value: a place in a native array."""

    _typecode = None
    _zero = 0

    def __init__(self, *args):
        if len(args) > 1:
            raise TypeError(f"__init__ expected at most 1 argument, got {len(args)}")
        self._cells = self._allocate(1)
        self._index = 0
        if args:
            self.value = args[0]

    @classmethod
    def _allocate(cls, count):
        return _process.Shared(cls._typecode, [cls._encode(cls._zero)] * count)

    @classmethod
    def _at(cls, cells, index):
        self = object.__new__(cls)
        self._cells = cells
        self._index = index
        return self

    @classmethod
    def _encode(cls, value):
        return value

    @classmethod
    def _decode(cls, raw):
        return raw

    @property
    def value(self):
        """The value."""
        return self._decode(self._cells[self._index])

    @value.setter
    def value(self, value):
        self._cells[self._index] = self._encode(value)

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'

    __reduce__ = _reduce


class _Integer(_SimpleCData):
    """A C integer: it wraps around at its width."""

    @classmethod
    def _encode(cls, value):
        if isinstance(value, float):
            raise TypeError("'float' object cannot be interpreted as an integer")
        value = operator.index(value) & ((1 << cls._bits) - 1)
        if cls._signed and value >> (cls._bits - 1):
            value -= 1 << cls._bits
        return value


class _Real(_SimpleCData):
    """A C floating point number."""

    _zero = 0.0

    @classmethod
    def _encode(cls, value):
        if isinstance(value, (int, float)) or hasattr(type(value), '__float__'):
            return float(value)
        raise TypeError(f"must be real number, not {type(value).__name__}")


class c_bool(_SimpleCData):
    """A C truth value."""

    _typecode = 'B'
    _zero = False

    @classmethod
    def _encode(cls, value):
        return 1 if value else 0

    @classmethod
    def _decode(cls, raw):
        return bool(raw)


class c_char(_SimpleCData):
    """A byte."""

    _typecode = 'B'
    _zero = b'\0'

    @classmethod
    def _encode(cls, value):
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return value[0]
        if isinstance(value, int) and 0 <= value < 256:
            return value
        raise TypeError("one character bytes, bytearray or integer expected")

    @classmethod
    def _decode(cls, raw):
        return bytes([raw])


class c_wchar(_SimpleCData):
    """A character."""

    _typecode = 'I'
    _zero = '\0'

    @classmethod
    def _encode(cls, value):
        if not isinstance(value, str):
            raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
        if len(value) != 1:
            raise TypeError("one character unicode string expected")
        return ord(value)

    @classmethod
    def _decode(cls, raw):
        return chr(raw)


def _integer(name, typecode, bits, signed):
    return _CType(name, (_Integer,), {'_typecode': typecode, '_bits': bits, '_signed': signed,
                                      '__module__': __name__})


c_byte = c_int8 = _integer('c_byte', 'b', 8, True)
c_ubyte = c_uint8 = _integer('c_ubyte', 'B', 8, False)
c_short = c_int16 = _integer('c_short', 'h', 16, True)
c_ushort = c_uint16 = _integer('c_ushort', 'H', 16, False)
c_int = c_int32 = _integer('c_int', 'i', 32, True)
c_uint = c_uint32 = _integer('c_uint', 'I', 32, False)
c_long = c_longlong = c_int64 = c_ssize_t = _integer('c_long', 'q', 64, True)
c_ulong = c_ulonglong = c_uint64 = c_size_t = _integer('c_ulong', 'Q', 64, False)


class c_float(_Real):
    """A single precision number."""

    _typecode = 'f'


class c_double(_Real):
    """A double precision number."""

    _typecode = 'd'


c_longdouble = c_double


class Structure(metaclass=_CType):
    """Named C values: a place in one native array for each field."""

    _fields_ = ()

    def __init__(self, *args, **kwargs):
        if len(args) > len(self._fields_):
            raise TypeError("too many initializers")
        self._cells = self._allocate(1)
        self._index = 0
        for (name, _), value in zip(self._fields_, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)

    @classmethod
    def _allocate(cls, count):
        return {name: kind._allocate(count) for name, kind in cls._fields_}

    @classmethod
    def _at(cls, cells, index):
        self = object.__new__(cls)
        self._cells = cells
        self._index = index
        return self

    __reduce__ = _reduce


def _field(name, kind):
    if not issubclass(kind, _SimpleCData):
        raise NotImplementedError(f"a structure's field of type {kind.__name__} is not supported in Timeslice")

    def read(self):
        return kind._decode(self._cells[name][self._index])

    def write(self, value):
        self._cells[name][self._index] = kind._encode(value)

    return property(read, write)


class Array(metaclass=_CType):
    """Several C values of one type."""

    _type_ = None
    _length_ = 0

    def __init__(self, *items):
        if len(items) > self._length_:
            raise IndexError("invalid index")
        self._cells = self._type_._allocate(self._length_)
        for i, item in enumerate(items):
            self[i] = item

    def _position(self, index, message):
        if not hasattr(type(index), '__index__'):
            raise TypeError(message)
        index = operator.index(index)
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return index

    def _get(self, index):
        if issubclass(self._type_, Structure):
            return self._type_._at(self._cells, index)
        return self._type_._decode(self._cells[index])

    def _set(self, index, value):
        if not issubclass(self._type_, Structure):
            self._cells[index] = self._type_._encode(value)
            return
        if isinstance(value, tuple):
            value = self._type_(*value)
        elif not isinstance(value, self._type_):
            raise TypeError(f"expected {self._type_.__name__} instance, got {type(value).__name__}")
        target = self._get(index)
        for name, _ in self._type_._fields_:
            setattr(target, name, getattr(value, name))

    def __len__(self):
        return self._length_

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self._get(i) for i in range(*index.indices(self._length_))]
            if self._type_ is c_char:
                return b''.join(items)
            return ''.join(items) if self._type_ is c_wchar else items
        return self._get(self._position(index, "indices must be integers"))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            positions = range(*index.indices(self._length_))
            if len(value) != len(positions):
                raise ValueError("Can only assign sequence of same size")
            for i, item in zip(positions, value):
                self._set(i, item)
        else:
            self._set(self._position(index, "indices must be integer"), value)

    @property
    def raw(self):
        """All the bytes of a character array."""
        self._check_characters('raw')
        return self[:]

    @raw.setter
    def raw(self, value):
        self._check_characters('raw')
        self._store(value)

    @property
    def value(self):
        """The text of a character array, to its first zero."""
        self._check_characters('value')
        return self[:].partition(self._type_._zero)[0]

    @value.setter
    def value(self, value):
        self._check_characters('value')
        if self._type_ is c_char and not isinstance(value, bytes):
            raise TypeError(f"bytes expected instead of {type(value).__name__} instance")
        self._store(value)
        if len(value) < self._length_:
            self[len(value)] = self._type_._zero

    def _check_characters(self, name):
        if self._type_ not in (c_char, c_wchar):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def _store(self, value):
        if len(value) > self._length_:
            raise ValueError("byte string too long" if self._type_ is c_char else "string too long")
        for i, item in enumerate(value):
            self[i] = item

    __reduce__ = _reduce


def sizeof(obj):
    """The size of a C type or value in bytes."""
    cls = obj if isinstance(obj, type) else type(obj)
    if issubclass(cls, _Integer):
        return cls._bits // 8
    if cls in _SIZES:
        return _SIZES[cls]
    if issubclass(cls, Array):
        return cls._length_ * sizeof(cls._type_)
    raise TypeError("this type has no size")


_SIZES = {c_bool: 1, c_char: 1, c_wchar: 4, c_float: 4, c_double: 8}


def __getattr__(name):
    if name in ('CDLL', 'PyDLL', 'LibraryLoader', 'cdll', 'pythonapi', 'CFUNCTYPE', 'POINTER',
                'pointer', 'byref', 'addressof', 'cast', 'memmove', 'memset', 'string_at',
                'Union', 'c_void_p', 'c_char_p', 'c_wchar_p', 'py_object', 'util'):
        raise NotImplementedError(f"ctypes.{name} is not supported in Timeslice")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
