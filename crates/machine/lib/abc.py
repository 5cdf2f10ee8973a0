"""Abstract base classes.

The machine itself refuses to instantiate a class whose ``__abstractmethods__``
is not empty; this module only fills that set in and answers isinstance() and
issubclass() for registered and hooked classes.
"""


class _State:
    """What one abstract class remembers: its registered classes and past answers."""

    __slots__ = ("registry", "yes", "no", "no_version")

    def __init__(self):
        self.registry = []
        self.yes = set()
        self.no = set()
        self.no_version = _version


# Counts registrations: an older "no" may have become a "yes".
_version = 0


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


def _abstract_names(cls, namespace):
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_impl = _State()
        return cls

    def register(cls, subclass):
        """Make subclass a virtual subclass of cls; usable as a decorator."""
        global _version
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.registry.append(subclass)
        _version += 1
        return subclass

    def __instancecheck__(cls, instance):
        kind = instance.__class__
        if cls.__subclasscheck__(kind):
            return True
        actual = type(instance)
        return actual is not kind and cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        state = cls._abc_impl
        if subclass in state.yes:
            return True
        if state.no_version != _version:
            state.no.clear()
            state.no_version = _version
        elif subclass in state.no:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = _is_virtual_subclass(cls, subclass, state)
        (state.yes if answer else state.no).add(subclass)
        return bool(answer)


def _is_virtual_subclass(cls, subclass, state):
    if cls in subclass.__mro__:
        return True
    for registered in state.registry:
        if issubclass(subclass, registered):
            return True
    for child in type.__subclasses__(cls):
        if issubclass(subclass, child):
            return True
    return False


class ABC(metaclass=ABCMeta):
    """A class to inherit from instead of naming ABCMeta."""

    __slots__ = ()


def get_cache_token():
    return _version


def update_abstractmethods(cls):
    """Recompute the abstract methods after methods were added to cls."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__)
    return cls
