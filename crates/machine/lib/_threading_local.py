"""threading.local: an object whose attributes belong to the thread that uses them.

The machine keeps one dict per (thread, object); this class only redirects attribute
access to it and re-runs a subclass's __init__ in every thread that touches the object,
as CPython's Modules/_threadmodule.c (local_getattro, _ldict) does.
"""

import _thread

__all__ = ["local"]

_MISSING = object()


def _own_dict(self):
    """The running thread's dict of this object, initialised on first use."""
    attributes = _thread.local_dict(self)
    known = _thread.local_dict(_INITIALISED)
    if id(self) not in known:
        known[id(self)] = True
        arguments = object.__getattribute__(self, "_local__arguments")
        cls = type(self)
        if cls.__init__ is not object.__init__:
            cls.__init__(self, *arguments[0], **arguments[1])
    return attributes


class _Initialised:
    """The key of each thread's own list of the objects it has initialised."""


_INITIALISED = _Initialised()


def _class_attribute(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    return _MISSING


def _shown_name(self):
    # CPython's class is static: its messages carry the module.
    return "_thread._local" if type(self) is local else type(self).__name__


def _missing_attribute(self, name):
    return AttributeError(f"{_shown_name(self)!r} object has no attribute {name!r}", name=name, obj=self)


class _local:
    """Thread-local data: each thread sees its own attributes."""

    __slots__ = ("_local__arguments", "__weakref__")

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__arguments", (args, kwargs))
        # The creating thread's __init__ is run by the normal call protocol.
        _thread.local_dict(_INITIALISED)[id(self)] = True
        return self

    def __getattribute__(self, name):
        attributes = _own_dict(self)
        if name == "__dict__":
            return attributes
        found = _class_attribute(type(self), name)
        if found is not _MISSING and hasattr(type(found), "__set__"):
            return object.__getattribute__(self, name)
        if name in attributes:
            return attributes[name]
        if found is not _MISSING:
            return object.__getattribute__(self, name)
        fallback = _class_attribute(type(self), "__getattr__")
        if fallback is not _MISSING:
            return fallback(self, name)
        raise _missing_attribute(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"{_shown_name(self)!r} object attribute '__dict__' is read-only")
        found = _class_attribute(type(self), name)
        if found is not _MISSING and hasattr(type(found), "__set__"):
            object.__setattr__(self, name, value)
        else:
            _own_dict(self)[name] = value

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(f"{_shown_name(self)!r} object attribute '__dict__' is read-only")
        found = _class_attribute(type(self), name)
        if found is not _MISSING and hasattr(type(found), "__delete__"):
            object.__delattr__(self, name)
            return
        attributes = _own_dict(self)
        if name not in attributes:
            raise _missing_attribute(self, name)
        del attributes[name]

    def __dir__(self):
        return sorted(set(_own_dict(self)) | set(dir(type(self))))


local = _local
local.__module__ = "_thread"
