"""C values and arrays in memory that processes share (Lib/multiprocessing/sharedctypes.py and
the parts of ctypes it shows, 3.13).

The memory is a native shared array; the classes here give it ctypes' names, conversions and
messages. A raw value is an array of one.
"""

import operator

import _process
from multiprocessing import get_context
from multiprocessing.context import assert_spawning

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']


class _CType(type):
    """The type of the simple C types: makes `c_int * 3` an array type, as ctypes does."""

    def __mul__(cls, length):
        if length < 0:
            raise ValueError(f"Array length must be >= 0, not {length}")
        return type(f'{cls.__name__}_Array_{length}', (_Array,),
                    {'_type_': cls, '_length_': length,
                     '__module__': 'multiprocessing.sharedctypes'})

    __rmul__ = __mul__


class _Simple(metaclass=_CType):
    """One C value in shared memory."""

    _typecode = None

    def __init__(self, *args):
        if len(args) > 1:
            raise TypeError(f"__init__ expected at most 1 argument, got {len(args)}")
        self._shared = _process.Shared(self._typecode, [self._convert(args[0] if args else self._zero)])

    @property
    def value(self):
        """The value."""
        return self._shared[0]

    @value.setter
    def value(self, value):
        self._shared[0] = self._convert(value)

    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'

    def __reduce__(self):
        assert_spawning(self)
        return _rebuild_value, (self._typecode, self._shared)


class _Integer(_Simple):
    """A C integer: it wraps around at its width."""

    _zero = 0

    @classmethod
    def _convert(cls, value):
        if isinstance(value, float):
            raise TypeError("'float' object cannot be interpreted as an integer")
        value = operator.index(value) & ((1 << cls._bits) - 1)
        if cls._signed and value >> (cls._bits - 1):
            value -= 1 << cls._bits
        return value


class _Real(_Simple):
    """A C floating point number."""

    _zero = 0.0

    @classmethod
    def _convert(cls, value):
        if isinstance(value, (int, float)) or hasattr(value, '__float__'):
            return float(value)
        raise TypeError(f"must be real number, not {type(value).__name__}")


class c_bool(_Simple):
    """A C truth value."""

    _typecode = 'B'
    _zero = False

    @classmethod
    def _convert(cls, value):
        return 1 if value else 0

    @property
    def value(self):
        """The value."""
        return bool(self._shared[0])

    @value.setter
    def value(self, value):
        self._shared[0] = self._convert(value)


class c_char(_Simple):
    """A byte."""

    _typecode = 'B'
    _zero = b'\0'

    @classmethod
    def _convert(cls, value):
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return value[0]
        if isinstance(value, int) and 0 <= value < 256:
            return value
        raise TypeError("one character bytes, bytearray or integer expected")

    @property
    def value(self):
        """The value."""
        return bytes([self._shared[0]])

    @value.setter
    def value(self, value):
        self._shared[0] = self._convert(value)


class c_wchar(_Simple):
    """A character."""

    _typecode = 'I'
    _zero = '\0'

    @classmethod
    def _convert(cls, value):
        if isinstance(value, str) and len(value) == 1:
            return ord(value)
        if isinstance(value, str):
            raise TypeError("one character unicode string expected")
        raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")

    @property
    def value(self):
        """The value."""
        return chr(self._shared[0])

    @value.setter
    def value(self, value):
        self._shared[0] = self._convert(value)


def _integer(name, typecode, bits, signed):
    return _CType(name, (_Integer,), {'_typecode': typecode, '_bits': bits, '_signed': signed,
                                      '__module__': 'ctypes'})


c_byte = _integer('c_byte', 'b', 8, True)
c_ubyte = _integer('c_ubyte', 'B', 8, False)
c_short = _integer('c_short', 'h', 16, True)
c_ushort = _integer('c_ushort', 'H', 16, False)
c_int = _integer('c_int', 'i', 32, True)
c_uint = _integer('c_uint', 'I', 32, False)
c_long = _integer('c_long', 'q', 64, True)
c_ulong = _integer('c_ulong', 'Q', 64, False)


class c_float(_Real):
    """A single precision number."""

    _typecode = 'f'


class c_double(_Real):
    """A double precision number."""

    _typecode = 'd'


typecode_to_type = {
    'c': c_char, 'u': c_wchar, 'b': c_byte, 'B': c_ubyte, 'h': c_short, 'H': c_ushort,
    'i': c_int, 'I': c_uint, 'l': c_long, 'L': c_ulong, 'q': c_long, 'Q': c_ulong,
    'f': c_float, 'd': c_double,
}


class _Array:
    """An array of C values in shared memory."""

    _type_ = None
    _length_ = 0

    def __init__(self, *items):
        values = [self._type_._convert(item) for item in items]
        values += [self._type_._convert(self._type_._zero)] * (self._length_ - len(values))
        self._shared = _process.Shared(self._type_._typecode, values)

    def _decode(self, value):
        if self._type_ is c_char:
            return bytes([value])
        if self._type_ is c_wchar:
            return chr(value)
        return bool(value) if self._type_ is c_bool else value

    def _position(self, index, message):
        if isinstance(index, int) or hasattr(index, '__index__'):
            index = operator.index(index)
            if index < 0:
                index += self._length_
            if not 0 <= index < self._length_:
                raise IndexError("invalid index")
            return index
        raise TypeError(message)

    def __len__(self):
        return self._length_

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self._decode(self._shared[i]) for i in range(*index.indices(self._length_))]
            if self._type_ is c_char:
                return b''.join(items)
            return ''.join(items) if self._type_ is c_wchar else items
        return self._decode(self._shared[self._position(index, "indices must be integers")])

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            positions = range(*index.indices(self._length_))
            if len(value) != len(positions):
                raise ValueError("Can only assign sequence of same size")
            for i, item in zip(positions, value):
                self._shared[i] = self._type_._convert(item)
        else:
            index = self._position(index, "indices must be integer")
            self._shared[index] = self._type_._convert(value)

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
        zero = self._type_._zero
        return self[:].partition(zero)[0]

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

    def __reduce__(self):
        assert_spawning(self)
        return _rebuild_array, (self._type_, self._length_, self._shared)


def _rebuild_value(typecode, shared):
    for type_ in (*typecode_to_type.values(), c_bool):
        if type_._typecode == typecode:
            value = object.__new__(type_)
            value._shared = shared
            return value
    raise ValueError(f"unknown typecode {typecode!r}")


def _rebuild_array(type_, length, shared):
    array = object.__new__(type_ * length)
    array._shared = shared
    return array


def _ctype(typecode_or_type):
    """The class of a typecode, or the class of the same name for one of ctypes."""
    if isinstance(typecode_or_type, str):
        if typecode_or_type not in typecode_to_type:
            raise TypeError("this type has no size")
        return typecode_to_type[typecode_or_type]
    if isinstance(typecode_or_type, _CType):
        return typecode_or_type
    raise TypeError("this type has no size")


def RawValue(typecode_or_type, *args):
    """A C value without a lock."""
    return _ctype(typecode_or_type)(*args)


def RawArray(typecode_or_type, size_or_initializer):
    """A C array without a lock."""
    type_ = _ctype(typecode_or_type)
    if isinstance(size_or_initializer, int):
        return (type_ * size_or_initializer)()
    items = size_or_initializer
    return (type_ * len(items))(*items)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A C value with a lock."""
    return _with_lock(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """A C array with a lock."""
    return _with_lock(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def _with_lock(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        ctx = ctx or get_context()
        lock = ctx.RLock()
    if not hasattr(lock, 'acquire'):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return synchronized(obj, lock, ctx=ctx)


def copy(obj):
    """A new raw value or array with the same contents."""
    if isinstance(obj, _Array):
        return type(obj)(*obj[:])
    return type(obj)(obj.value)


def synchronized(obj, lock=None, ctx=None):
    """Give a raw object a lock."""
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    if isinstance(obj, _Array):
        kind = SynchronizedString if obj._type_ is c_char else SynchronizedArray
        return kind(obj, lock, ctx)
    return Synchronized(obj, lock, ctx)


class SynchronizedBase:
    """A raw object and the lock that every access takes."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock if lock else (ctx or get_context()).RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        """The raw object."""
        return self._obj

    def get_lock(self):
        """The lock."""
        return self._lock

    def __repr__(self):
        return '<%s wrapper for %s>' % (type(self).__name__, self._obj)


def _locked_property(name):
    def read(self):
        with self:
            return getattr(self._obj, name)

    def write(self, value):
        with self:
            setattr(self._obj, name, value)

    return property(read, write)


class Synchronized(SynchronizedBase):
    """A value with a lock. Reading and writing it are two operations."""

    value = _locked_property('value')


class SynchronizedArray(SynchronizedBase):
    """An array with a lock."""

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self:
            self._obj[i] = value


class SynchronizedString(SynchronizedArray):
    """A character array with a lock."""

    value = _locked_property('value')
    raw = _locked_property('raw')
