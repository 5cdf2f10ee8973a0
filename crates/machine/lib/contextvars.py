"""Context variables (PEP 567, as in CPython 3.13's Python/context.c).

A context is a dict that is copied with copy_context(); contexts are small, so there is no
need for CPython's persistent map. The current context of a thread lives in the thread's
own dict, which the machine keeps.
"""

import _thread

__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')

_MISSING = object()
_CURRENT = object()  # what a thread's own dict of the current context belongs to


def _slot():
    """The running thread's place for its current context."""
    slot = _thread.local_dict(_CURRENT)
    if "context" not in slot:
        slot["context"] = Context()
    return slot


def _refuse_subclass(name):  # timeslice: hide
    raise TypeError(f"type '_contextvars.{name}' is not an acceptable base type")


class Context:
    """A mapping from context variables to their values."""

    __module__ = "_contextvars"
    __slots__ = ("_values", "_entered", "__weakref__")

    def __init_subclass__(cls):  # timeslice: hide
        _refuse_subclass("Context")

    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):  # timeslice: hide
        """Call callable(*args, **kwargs) with this context as the current one."""
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        slot = _slot()
        previous = slot["context"]
        slot["context"] = self
        self._entered = True
        try:
            return callable(*args, **kwargs)
        finally:
            self._entered = False
            slot["context"] = previous

    def copy(self):
        """A new context with the same values."""
        duplicate = Context()
        duplicate._values = self._values.copy()
        return duplicate

    def _check(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return var

    def __getitem__(self, var):
        return self._values[self._check(var)]

    def __contains__(self, var):
        return self._check(var) in self._values

    def get(self, var, default=None, /):
        """The variable's value in this context, or default."""
        return self._values.get(self._check(var), default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None

    def keys(self):
        """The variables that have a value."""
        return list(self._values)

    def values(self):
        """The values."""
        return list(self._values.values())

    def items(self):
        """Pairs of variable and value."""
        return list(self._values.items())


class ContextVar:
    """A variable with one value per context."""

    __module__ = "_contextvars"
    __slots__ = ("_name", "_default", "__weakref__")

    def __init_subclass__(cls):  # timeslice: hide
        _refuse_subclass("ContextVar")

    def __init__(self, *args, default=_MISSING):
        if len(args) != 1:
            count = len(args)
            if count:
                raise TypeError(f"ContextVar() takes at most 1 positional argument ({count} given)")
            raise TypeError("ContextVar() missing required argument 'name' (pos 1)")
        if not isinstance(args[0], str):
            raise TypeError("context variable name must be a str")
        self._name = args[0]
        self._default = default

    @property
    def name(self):
        """The variable's name."""
        return self._name

    def get(self, *default):
        """The value in the current context, else default, else the variable's default."""
        value = _slot()["context"]._values.get(self, _MISSING)
        if value is not _MISSING:
            return value
        if default:
            return default[0]
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Set the value in the current context; the token undoes it."""
        context = _slot()["context"]
        token = _new_token(context, self, context._values.get(self, _MISSING))
        context._values[self] = value
        return token

    def reset(self, token, /):
        """Restore the value the variable had before the set() that gave the token."""
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        context = _slot()["context"]
        if token._context is not context:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is _MISSING:
            context._values.pop(self, None)
        else:
            context._values[self] = token._old

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


class Token:
    """What ContextVar.set() returns."""

    __module__ = "_contextvars"
    __slots__ = ("_context", "_var", "_old", "_used")

    def __init_subclass__(cls):  # timeslice: hide
        _refuse_subclass("Token")

    MISSING = _Missing()

    def __init__(self):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        """The variable that was set."""
        return self._var

    @property
    def old_value(self):
        """The value before, or Token.MISSING."""
        return Token.MISSING if self._old is _MISSING else self._old

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def _new_token(context, var, old):
    token = object.__new__(Token)
    token._context = context
    token._var = var
    token._old = old
    token._used = False
    return token


def copy_context():
    """A copy of the current context."""
    return _slot()["context"].copy()
