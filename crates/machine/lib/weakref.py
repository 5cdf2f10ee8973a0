"""Weak references: the machine says when an object is gone, everything else is here."""

import _weakref
from _weakref import getweakrefcount
from collections.abc import MutableMapping, MutableSet

__all__ = [
    "ref", "proxy", "getweakrefcount", "WeakKeyDictionary", "ReferenceType", "ProxyType", "CallableProxyType",
    "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize",
]  # fmt: skip

_absent = object()


class ref:
    """Names an object without keeping it alive."""

    __slots__ = ("_weak", "_hash", "__callback__")

    def __new__(cls, ob, callback=None, /, *args):
        self = object.__new__(cls)
        self._weak = _weakref.ref(ob, None if callback is None else self._gone)
        self._hash = None
        self.__callback__ = callback
        return self

    def __init__(self, ob, callback=None, /):
        pass

    def _gone(self, _):
        callback, self.__callback__ = self.__callback__, None
        callback(self)

    def __call__(self):
        return self._weak()

    def __hash__(self):
        if self._hash is None:
            obj = self._weak()
            if obj is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(obj)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        mine, its = self._weak(), other._weak()
        if mine is None or its is None:
            return self is other
        return mine is its or mine == its

    def __repr__(self):
        obj = self._weak()
        if obj is None:
            return f"<weakref at {id(self):#x}; dead>"
        name = getattr(obj, "__name__", None)
        name = f" ({name})" if isinstance(name, str) else ""
        return f"<weakref at {id(self):#x}; to {type(obj).__qualname__!r} at {id(obj):#x}{name}>"


ref.__name__ = ref.__qualname__ = "ReferenceType"
ReferenceType = ref


# ---------------------------------------------------------------- proxies


class ProxyType:
    """Stands for an object without keeping it alive."""

    __slots__ = ("_ref", "__weakref__")
    __module__ = "weakref"
    __hash__ = None

    def __init__(self, referent, callback):
        object.__setattr__(self, "_ref", ref(referent, callback))

    def __getattribute__(self, name):
        return getattr(_alive(self), name)

    def __setattr__(self, name, value):
        setattr(_alive(self), name, value)

    def __delattr__(self, name):
        delattr(_alive(self), name)

    def __repr__(self):
        obj = _ref_of(self)()
        return f"<weakproxy at {id(self):#x} to {type(obj).__name__} at {id(obj):#x}>"

    def __str__(self):
        return str(_alive(self))

    def __bool__(self):
        return bool(_alive(self))


class CallableProxyType(ProxyType):
    __slots__ = ()
    __module__ = "weakref"
    __hash__ = None

    def __call__(self, *args, **kwargs):
        return _alive(self)(*args, **kwargs)


def _ref_of(proxy):
    return object.__getattribute__(proxy, "_ref")


def _alive(proxy):
    obj = _ref_of(proxy)()
    if obj is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return obj


def _forward(name, operation):
    def method(self, *args):
        args = [_alive(a) if isinstance(a, ProxyType) else a for a in args]
        return operation(_alive(self), *args)

    method.__name__ = name
    setattr(ProxyType, name, method)


def _forward_all():
    import operator

    for name in "lt le eq ne gt ge add sub mul matmul truediv floordiv mod pow lshift rshift and_ xor or_".split():
        _forward("__" + name.rstrip("_") + "__", getattr(operator, name))
    for name in "add sub mul truediv floordiv mod and_ xor or_".split():
        operation = getattr(operator, name)
        _forward("__r" + name.rstrip("_") + "__", lambda a, b, operation=operation: operation(b, a))
    for name in "neg pos abs invert index getitem setitem delitem contains".split():
        _forward(f"__{name}__", getattr(operator, name))
    for name, operation in (("len", len), ("iter", iter), ("next", next), ("int", int), ("float", float), ("reversed", reversed)):
        _forward(f"__{name}__", operation)


_forward_all()
ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


# ---------------------------------------------------------------- references with more


class WeakMethod(ref):
    """A weak reference to a bound method: alive as long as its object."""

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def gone(_):
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, gone)
        self._func_ref = ref(func, gone)
        self._meth_type = type(meth)
        self._alive = True
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        obj = ref.__call__(self)
        func = self._func_ref()
        return None if obj is None or func is None else self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference that knows under which key it is stored."""

    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        pass


# ---------------------------------------------------------------- containers


class WeakValueDictionary(MutableMapping):
    """Entries vanish when their value dies."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        data = self.data

        def remove(wr):
            if data.get(wr.key) is wr:
                del data[wr.key]

        self._remove = remove
        self.update(other, **kw)

    def _live(self):
        return [(key, obj) for key, wr in list(self.data.items()) if (obj := wr()) is not None]

    def __getitem__(self, key):
        obj = self.data[key]()
        if obj is None:
            raise KeyError(key)
        return obj

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self._live())

    def __contains__(self, key):
        wr = self.data.get(key)
        return wr is not None and wr() is not None

    def __iter__(self):
        return iter([key for key, _ in self._live()])

    keys = __iter__

    def values(self):
        return iter([obj for _, obj in self._live()])

    def items(self):
        return iter(self._live())

    def valuerefs(self):
        return list(self.data.values())

    itervaluerefs = valuerefs

    def get(self, key, default=None):
        wr = self.data.get(key)
        obj = None if wr is None else wr()
        return default if obj is None else obj

    def copy(self):
        return type(self)(self._live())

    __copy__ = copy

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakKeyDictionary(MutableMapping):
    """Entries vanish when their key dies."""

    def __init__(self, dict=None):
        self.data = {}
        data = self.data

        def remove(wr):
            data.pop(wr, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def _live(self):
        return [(obj, value) for wr, value in list(self.data.items()) if (obj := wr()) is not None]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self._live())

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        return iter([key for key, _ in self._live()])

    keys = __iter__

    def values(self):
        return iter([value for _, value in self._live()])

    def items(self):
        return iter(self._live())

    def keyrefs(self):
        return list(self.data)

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def copy(self):
        return type(self)(dict(self._live()))

    __copy__ = copy

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakSet(MutableSet):
    """Members vanish when they die."""

    def __init__(self, data=None):
        self.data = set()
        members = self.data

        def remove(wr):
            members.discard(wr)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        return iter([obj for wr in list(self.data) if (obj := wr()) is not None])

    def __len__(self):
        return len([wr for wr in list(self.data) if wr() is not None])

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while True:
            if not self.data:
                raise KeyError("pop from empty WeakSet")
            item = self.data.pop()()
            if item is not None:
                return item

    def clear(self):
        self.data.clear()

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def union(self, other):
        return self | other

    def difference(self, other):
        return self - other

    def intersection(self, other):
        return self & other

    def issubset(self, other):
        return all(item in other for item in self)

    def issuperset(self, other):
        return all(item in self for item in other)

    def __repr__(self):
        return repr(self.data)


# ---------------------------------------------------------------- finalize


class finalize:
    """Calls a function when an object dies, or at exit."""

    __slots__ = ("_key",)
    _registry = {}
    _count = 0
    _registered_with_atexit = False

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered_with_atexit:
            import atexit

            atexit.register(finalize._exitfunc)
            finalize._registered_with_atexit = True
        finalize._count += 1
        self._key = finalize._count
        finalize._registry[self._key] = [ref(obj, lambda _: self()), func, args, kwargs, True]

    def __call__(self, _=None):
        info = finalize._registry.pop(self._key, None)
        if info is not None:
            return info[1](*info[2], **info[3])
        return None

    def _info(self):
        info = finalize._registry.get(self._key)
        obj = None if info is None else info[0]()
        return None if obj is None else (obj, info[1], info[2], info[3])

    def detach(self):
        answer = self._info()
        if answer is not None:
            del finalize._registry[self._key]
        return answer

    def peek(self):
        return self._info()

    @property
    def alive(self):
        return self._key in finalize._registry

    @property
    def atexit(self):
        info = finalize._registry.get(self._key)
        return False if info is None else info[4]

    @atexit.setter
    def atexit(self, value):
        info = finalize._registry.get(self._key)
        if info is not None:
            info[4] = bool(value)

    def __repr__(self):
        info = finalize._registry.get(self._key)
        obj = None if info is None else info[0]()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(obj).__qualname__!r} at {id(obj):#x}>"

    @classmethod
    def _exitfunc(cls):
        # The newest first, as they were created.
        for key in sorted(cls._registry, reverse=True):
            info = cls._registry.pop(key, None)
            if info is not None and info[4]:
                info[1](*info[2], **info[3])
