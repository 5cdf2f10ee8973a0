"""Higher-order functions: partial application, wrapping, caching, generic functions."""

from collections import namedtuple
from types import GenericAlias, MethodType

__all__ = [
    "update_wrapper",
    "wraps",
    "WRAPPER_ASSIGNMENTS",
    "WRAPPER_UPDATES",
    "total_ordering",
    "cache",
    "cmp_to_key",
    "lru_cache",
    "reduce",
    "partial",
    "partialmethod",
    "singledispatch",
    "singledispatchmethod",
    "cached_property",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)

_absent = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _absent)
        if value is not _absent:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def reduce(function, iterable, initial=_absent, /):
    value = initial
    try:
        source = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    for item in source:
        value = item if value is _absent else function(value, item)
    if value is _absent:
        raise TypeError("reduce() of empty iterable with no initial value")
    return value


# ---------------------------------------------------------------- partial


class partial:
    """A function with some of its arguments given."""

    def __new__(cls, func=_absent, /, *args, **keywords):
        if func is _absent:
            raise TypeError("type 'partial' takes at least one argument")
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if self.keywords:
            keywords = {**self.keywords, **keywords}
        return self.func(*self.args, *args, **keywords)

    def __repr__(self):
        if id(self) in _active_reprs:
            return "..."
        _active_reprs.add(id(self))
        try:
            parts = [repr(self.func), *map(repr, self.args)]
            parts += [f"{k}={v!r}" for k, v in self.keywords.items()]
            cls = type(self)
            return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"
        finally:
            _active_reprs.discard(id(self))

    def __reduce__(self):
        state = {k: v for k, v in self.__dict__.items() if k not in ("func", "args", "keywords")}
        return type(self), (self.func,), (self.func, self.args, self.keywords, state or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        self.func, self.args, self.keywords, namespace = state
        self.__dict__.update(namespace or {})

    __class_getitem__ = classmethod(GenericAlias)


_active_reprs = set()


class partialmethod:
    """partial() for methods: usable in a class body."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f"{k}={v!r}" for k, v in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _unbound(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                if hasattr(bound, "__self__"):
                    result.__self__ = bound.__self__
                return result
        return self._unbound().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# ---------------------------------------------------------------- ordering


def _from(root, negate, with_equal):
    """An ordering method made of the root one: whether to negate it, and how == enters."""

    def method(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
        if with_equal == "or":
            return result or self == other
        if with_equal == "and":
            return result and self != other
        return result

    return method


_ORDERINGS = {
    "__lt__": {"__gt__": (True, "and"), "__le__": (False, "or"), "__ge__": (True, None)},
    "__le__": {"__ge__": (True, "or"), "__lt__": (False, "and"), "__gt__": (True, None)},
    "__gt__": {"__lt__": (True, "and"), "__ge__": (False, "or"), "__le__": (True, None)},
    "__ge__": {"__le__": (True, "or"), "__gt__": (False, "and"), "__lt__": (True, None)},
}


def total_ordering(cls):
    """Fill in the ordering methods that one of them (and __eq__) implies."""
    defined = {name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name, None)}
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    # CPython prefers __lt__, then __le__, __gt__, __ge__.
    root = [name for name in _ORDERINGS if name in defined][0]
    for name, (negate, with_equal) in _ORDERINGS[root].items():
        if name not in defined:
            method = _from(root, negate, with_equal)
            method.__name__ = name
            setattr(cls, name, method)
    return cls


class _Key:
    __slots__ = ("_compare", "obj")
    __hash__ = None

    def __init__(self, compare, obj):
        self._compare = compare
        self.obj = obj

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    """A sort key from an old three-way comparison."""

    def key(obj):
        return _Key(mycmp, obj)

    return key


# ---------------------------------------------------------------- caching

_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


class _lru_cache_wrapper:
    def __init__(self, user_function, maxsize, typed):
        self._function = user_function
        self._maxsize = maxsize
        self._typed = typed
        self._results = {}
        self._hits = self._misses = 0

    def __call__(self, /, *args, **kwargs):
        key = self._key(args, kwargs)
        results = self._results
        value = results.get(key, _absent)
        if value is not _absent:
            self._hits += 1
            if self._maxsize is not None:
                # A dict keeps insertion order: the oldest entry is the least recently used.
                del results[key]
                results[key] = value
            return value
        self._misses += 1
        value = self._function(*args, **kwargs)
        if self._maxsize is None:
            results[key] = value
        elif self._maxsize > 0:
            # The call itself may have filled this entry, or the cache.
            if key not in results:
                if len(results) >= self._maxsize:
                    del results[next(iter(results))]
                results[key] = value
        return value

    def _key(self, args, kwargs):
        if self._typed:
            types = (*map(type, args), *map(type, kwargs.values()))
            return (args, tuple(kwargs.items()), types)
        if not kwargs:
            if len(args) == 1 and type(args[0]) in (int, str):
                return args[0]
            return (args,)
        return (args, tuple(kwargs.items()))

    def __get__(self, obj, cls=None):
        return self if obj is None else MethodType(self, obj)

    def cache_info(self):
        """Report cache statistics"""
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_clear(self):
        """Clear the cache and cache statistics"""
        self._results = {}
        self._hits = self._misses = 0

    def __repr__(self):
        return object.__repr__(self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__qualname__


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, False)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda user_function: _cached(user_function, maxsize, typed)


def _cached(user_function, maxsize, typed):
    if not callable(user_function):
        raise TypeError("the first argument must be callable")
    wrapper = _lru_cache_wrapper(user_function, maxsize, typed)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, user_function)


def cache(user_function, /):
    return _cached(user_function, None, False)


class cached_property:
    """A method whose first result becomes an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        value = values.get(self.attrname, _absent)
        if value is _absent:
            value = values[self.attrname] = self.func(instance)
        return value

    __class_getitem__ = classmethod(GenericAlias)


# ---------------------------------------------------------------- generic functions


def _best_implementation(cls, registry):
    """The implementation for cls: its nearest class in the mro, else the most special ABC."""
    for base in cls.__mro__:
        if base in registry and base is not object:
            nearest = base
            break
    else:
        nearest = object
    candidates = [
        other
        for other in registry
        if other not in cls.__mro__ and other is not object and issubclass(cls, other)
        # An ABC that is already implied by an explicitly registered base adds nothing.
        and not (nearest is not object and issubclass(nearest, other))
    ]
    if nearest is not object:
        # A class in the mro wins over an ABC that came in through a less special base.
        candidates = [c for c in candidates if issubclass(c, nearest)]
    most_special = [c for c in candidates if not any(o is not c and issubclass(o, c) for o in candidates)]
    if not most_special:
        return registry[nearest]
    if len(most_special) > 1:
        raise RuntimeError(f"Ambiguous dispatch: {most_special[0]} or {most_special[1]}")
    return registry[most_special[0]]


def _classes_of(annotation):
    """The classes of a class or a union of classes; None when it is neither."""
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        return (annotation,)
    args = getattr(annotation, "__args__", None)
    if args and type(annotation).__name__ in ("UnionType", "_UnionGenericAlias"):
        if all(isinstance(arg, type) for arg in args):
            return args
    return None


def singledispatch(func):
    """A function that chooses its implementation by the type of its first argument."""
    registry = {object: func}
    chosen = {}

    def dispatch(cls):
        implementation = chosen.get(cls)
        if implementation is None:
            implementation = chosen[cls] = _best_implementation(cls, registry)
        return implementation

    def register(cls, func=None):
        classes = _classes_of(cls)
        if func is None:
            if classes is not None:
                return lambda f: register(cls, f)
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            func = cls
            from typing import get_type_hints

            argname, cls = next(iter(get_type_hints(func).items()))
            classes = _classes_of(cls)
            if classes is None:
                if type(cls).__name__ in ("UnionType", "_UnionGenericAlias"):
                    raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} not all arguments are classes.")
                raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
        elif classes is None:
            raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
        for each in classes:
            registry[each] = func
        chosen.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    from types import MappingProxyType

    funcname = getattr(func, "__name__", "singledispatch function")
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = chosen.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """singledispatch() for methods: chooses by the first argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
