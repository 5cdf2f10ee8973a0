"""C values and arrays in memory that processes share
(Lib/multiprocessing/sharedctypes.py, 3.13). The memory is that of our ctypes."""

import ctypes
from ctypes import (
    c_byte,
    c_char,
    c_double,
    c_float,
    c_int,
    c_long,
    c_short,
    c_ubyte,
    c_uint,
    c_ulong,
    c_ushort,
    c_wchar,
)

from multiprocessing import get_context
from multiprocessing.context import assert_spawning

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']

typecode_to_type = {
    'c': c_char, 'u': c_wchar, 'b': c_byte, 'B': c_ubyte, 'h': c_short, 'H': c_ushort,
    'i': c_int, 'I': c_uint, 'l': c_long, 'L': c_ulong, 'q': c_long, 'Q': c_ulong,
    'f': c_float, 'd': c_double,
}


def _ctype(typecode_or_type):
    """The class of a typecode; a class of ctypes stands for itself."""
    if isinstance(typecode_or_type, ctypes._CType):
        return typecode_or_type
    if typecode_or_type not in typecode_to_type:
        raise TypeError("this type has no size")
    return typecode_to_type[typecode_or_type]


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
    if isinstance(obj, ctypes.Structure):
        return type(obj)(*(getattr(obj, name) for name, _ in obj._fields_))
    return type(obj)(*obj[:]) if isinstance(obj, ctypes.Array) else type(obj)(obj.value)


def synchronized(obj, lock=None, ctx=None):
    """Give a raw object a lock."""
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    if isinstance(obj, ctypes.Array):
        kind = SynchronizedString if obj._type_ is c_char else SynchronizedArray
        return kind(obj, lock, ctx)
    if isinstance(obj, ctypes.Structure):
        fields = {name: _locked_property(name) for name, _ in obj._fields_}
        kind = type('Synchronized' + type(obj).__name__, (SynchronizedBase,), fields)
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
