"""Type hints at run time: names to write in annotations, generics to inherit from.

Nothing is checked; what matters is that annotated programs run, that the reprs are
right and that NamedTuple, TypedDict, Protocol and get_type_hints() work.
"""

import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types
from _callers import module_name
from abc import ABCMeta, abstractmethod
from types import GenericAlias

_absent = object()


def _type_repr(obj):
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    if isinstance(obj, tuple):
        return "[" + ", ".join([_type_repr(t) for t in obj]) + "]"
    return repr(obj)


def _type_check(arg, message):
    """arg as a type: None and text are translated; only what cannot be meant is refused."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if arg in (Generic, Protocol) or isinstance(arg, _SpecialForm) and arg._name in ("ClassVar", "Final"):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _parameters(args):
    """The type variables in args, each once."""
    found = []
    for arg in args:
        if isinstance(arg, type) and not isinstance(arg, GenericAlias):
            continue
        if isinstance(arg, tuple):
            inside = _parameters(arg)
        elif isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            inside = (arg,)
        else:
            inside = getattr(arg, "__parameters__", ())
        for each in inside:
            if each not in found:
                found.append(each)
    return tuple(found)


def _flatten(args):
    """The members of nested unions, each once."""
    flat = []
    for arg in args:
        members = arg.__args__ if isinstance(arg, (_UnionGenericAlias, types.UnionType)) else (arg,)
        for member in members:
            if member not in flat:
                flat.append(member)
    return tuple(flat)


class _Or:
    """Types that can be written with |."""

    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# ---------------------------------------------------------------- type variables


def _caller_module():
    module = module_name(2)
    return None if module == "typing" else module


class _Variable(_Or):
    def __repr__(self):
        if getattr(self, "__infer_variance__", False):
            return self.__name__
        prefix = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return prefix + self.__name__

    def __reduce__(self):
        return self.__name__

    def has_default(self):
        return self.__default__ is not NoDefault

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class _NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


class TypeVar(_Variable):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=NoDefault, infer_variance=False):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__bound__ = bound
        self.__constraints__ = constraints
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance
        self.__default__ = default
        self.__module__ = _caller_module()


class ParamSpec(_Variable):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, default=NoDefault, infer_variance=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance
        self.__default__ = default
        self.__module__ = _caller_module()

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs:
    _suffix = ".args"

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return self.__origin__.__name__ + self._suffix

    def __eq__(self, other):
        return type(other) is type(self) and self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecKwargs(ParamSpecArgs):
    _suffix = ".kwargs"


class TypeVarTuple(_Variable):
    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self.__default__ = default
        self.__module__ = _caller_module()

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]


class TypeAliasType(_Or):
    """What a `type X = …` statement makes; the value may be given as a function, evaluated late."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self.__type_params__ = self.__parameters__ = type_params
        self.__module__ = _caller_module()

    @property
    def __value__(self):
        return self._value

    def __repr__(self):
        return self.__name__

    def __getitem__(self, parameters):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, parameters)


class ForwardRef(_Or):
    """A type given as text."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            self.__forward_code__ = compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns):
        value = eval(self.__forward_code__, globalns, localns)
        return _resolved(_type_check(value, "Forward references must evaluate to types."), globalns, localns)

    def __call__(self):
        raise TypeError("a forward reference cannot be called")

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(("ForwardRef", self.__forward_arg__))

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


# ---------------------------------------------------------------- subscripted forms


class _BaseAlias(_Or):
    """Common to List and List[int]: stands for an origin class."""

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            # Instances without attributes.
            pass
        return result

    def __mro_entries__(self, bases):
        entries = [] if self.__origin__ in bases else [self.__origin__]
        for base in bases[bases.index(self) + 1 :]:
            if isinstance(base, _BaseAlias) or isinstance(base, type) and issubclass(base, Generic):
                break
        else:
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if "__origin__" in self.__dict__ and not (attr.startswith("__") and attr.endswith("__")):
            return getattr(self.__origin__, attr)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {attr!r}")

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


class _GenericAlias(_BaseAlias):
    def __init__(self, origin, args, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__parameters__ = _parameters(self.__args__)
        if not name:
            self.__module__ = origin.__module__

    def copy_with(self, args):
        return type(self)(self.__origin__, args, inst=self._inst, name=self._name)

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        args = args if isinstance(args, tuple) else (args,)
        return self.copy_with(_substituted(self, self.__args__, self.__parameters__, args))

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _type_repr(self.__origin__)
        return f"{name}[{', '.join([_type_repr(a) for a in self.__args__]) or '()'}]"

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for base in bases[bases.index(self) + 1 :]:
                if isinstance(base, _BaseAlias):
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


def _substituted(alias, args, parameters, values):
    """args with the type variables replaced by values."""
    variadic = [i for i, p in enumerate(parameters) if isinstance(p, TypeVarTuple)]
    if len(parameters) == 1 and isinstance(parameters[0], ParamSpec) and not (len(values) == 1 and _is_parameter_list(values[0])):
        values = (values,)
    if not variadic:
        needed = len([p for p in parameters if not p.has_default()])
        if not needed <= len(values) <= len(parameters):
            amount = "many" if len(values) > len(parameters) else "few"
            expected = str(len(parameters)) if needed == len(parameters) else f"at least {needed}"
            raise TypeError(f"Too {amount} arguments for {alias}; actual {len(values)}, expected {expected}")
        values = values + tuple([p.__default__ for p in parameters[len(values) :]])
        replacement = dict(zip(parameters, values))
    else:
        at = variadic[0]
        after = len(parameters) - at - 1
        replacement = dict(zip(parameters[:at], values[:at]))
        replacement[parameters[at]] = values[at : len(values) - after]
        replacement.update(zip(parameters[at + 1 :], values[len(values) - after :]))
    return _replace(args, replacement)


def _is_parameter_list(value):
    return value is ... or isinstance(value, (list, tuple, ParamSpec))


def _replace(args, replacement):
    result = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec)) and arg in replacement:
            value = replacement[arg]
            if isinstance(arg, ParamSpec) and isinstance(value, (list, tuple)):
                result.extend([_type_check(v, "Parameters to generic types must be types.") for v in value])
            else:
                result.append(value if value is ... else _type_check(value, "Parameters to generic types must be types."))
        elif isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack and arg.__args__[0] in replacement:
            result.extend(replacement[arg.__args__[0]])
        elif isinstance(arg, TypeVarTuple) and arg in replacement:
            result.extend(replacement[arg])
        elif isinstance(arg, tuple):
            result.append(_replace(arg, replacement))
        elif getattr(arg, "__parameters__", ()) and not isinstance(arg, type) or isinstance(arg, GenericAlias):
            inner = _replace(arg.__args__, replacement)
            if isinstance(arg, GenericAlias):
                result.append(GenericAlias(arg.__origin__, inner))
            elif isinstance(arg, types.UnionType):
                result.append(functools.reduce(operator.or_, inner))
            else:
                result.append(arg.copy_with(inner))
        else:
            result.append(arg)
    return tuple(result)


class _UnionGenericAlias(_GenericAlias):
    def copy_with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            other = args[1] if args[0] is type(None) else args[0]
            return f"typing.Optional[{_type_repr(other)}]"
        return f"typing.Union[{', '.join([_type_repr(a) for a in args])}]"

    def __instancecheck__(self, obj):
        for arg in self.__args__:
            if isinstance(obj, arg):
                return True
        return False

    def __subclasscheck__(self, cls):
        for arg in self.__args__:
            if issubclass(cls, arg):
                return True
        return False


class _CallableGenericAlias(_GenericAlias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateGenericAlias))):
            return super().__repr__()
        return f"typing.Callable[[{', '.join([_type_repr(a) for a in args[:-1]])}], {_type_repr(args[-1])}]"


class _LiteralGenericAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return {(a, type(a)) for a in self.__args__} == {(a, type(a)) for a in other.__args__}

    def __hash__(self):
        return hash(frozenset([(a, type(a)) for a in self.__args__]))


class _ConcatenateGenericAlias(_GenericAlias):
    pass


class _UnpackGenericAlias(_GenericAlias):
    pass


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _SpecialGenericAlias(_BaseAlias):
    """List, Dict …: names for the builtin containers, to be subscripted."""

    def __init__(self, origin, count, *, inst=True, name=None, defaults=()):
        self.__origin__ = origin
        self._nparams = count
        self._inst = inst
        self._name = name or origin.__name__
        self._defaults = defaults
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        params = tuple([_type_check(p, "Parameters to generic types must be types.") for p in params])
        missing = self._nparams - len(params)
        if 0 < missing <= len(self._defaults):
            params += self._defaults[-missing:]
        if len(params) != self._nparams:
            amount = "many" if len(params) > self._nparams else "few"
            raise TypeError(f"Too {amount} arguments for {self}; actual {len(params)}, expected {self._nparams}")
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        if len(params) == 2 and params[-1] is ...:
            checked = (_type_check(params[0], "Tuple[t, ...]: t must be a type."), ...)
        else:
            checked = tuple([_type_check(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in params])
        return _GenericAlias(tuple, checked, name="Tuple")


class _CallableType(_SpecialGenericAlias):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if isinstance(args, list):
            args = tuple([_type_check(a, "Callable[[arg, ...], result]: each arg must be a type.") for a in args])
            return _CallableGenericAlias(collections.abc.Callable, (*args, result), name="Callable")
        return _CallableGenericAlias(collections.abc.Callable, (args, result), name="Callable")


# ---------------------------------------------------------------- special forms


class _SpecialForm(_Or):
    def __init__(self, name, getitem=None):
        self._name = name
        self._getitem = getitem
        self.__doc__ = getitem.__doc__ if getitem else None

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._getitem(self, parameters)


def _form(function):
    return _SpecialForm(function.__name__, function)


def _one_type(self, parameters):
    """A form that takes one type."""
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _GenericAlias(self, (item,), name=self._name)


@_form
def Union(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    parameters = _flatten([_type_check(p, "Union[arg, ...]: each arg must be a type.") for p in parameters])
    return parameters[0] if len(parameters) == 1 else _UnionGenericAlias(self, parameters, name="Union")


@_form
def Optional(self, parameters):
    return Union[_type_check(parameters, f"{self} requires a single type."), type(None)]


@_form
def Literal(self, parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    values = []
    for value in parameters:
        for each in value.__args__ if isinstance(value, _LiteralGenericAlias) else (value,):
            if not any(type(each) is type(v) and each == v for v in values):
                values.append(each)
    return _LiteralGenericAlias(self, tuple(values), name="Literal")


@_form
def Concatenate(self, parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    return _ConcatenateGenericAlias(self, parameters, name="Concatenate")


@_form
def Unpack(self, parameters):
    return _UnpackGenericAlias(self, (parameters,), name="Unpack")


@_form
def Annotated(self, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError(
            "Annotated[...] should be used with at least two arguments (a type and an annotation)."
        )
    return _AnnotatedAlias(_type_check(parameters[0], "Annotated[t, ...]: t must be a type."), parameters[1:])


ClassVar = _SpecialForm("ClassVar", _one_type)
Final = _SpecialForm("Final", _one_type)
Required = _SpecialForm("Required", _one_type)
NotRequired = _SpecialForm("NotRequired", _one_type)
ReadOnly = _SpecialForm("ReadOnly", _one_type)
TypeGuard = _SpecialForm("TypeGuard", _one_type)
TypeIs = _SpecialForm("TypeIs", _one_type)
TypeAlias = _SpecialForm("TypeAlias")
Self = _SpecialForm("Self")
Never = _SpecialForm("Never")
NoReturn = _SpecialForm("NoReturn")
LiteralString = _SpecialForm("LiteralString")


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


# ---------------------------------------------------------------- Generic and Protocol


class Generic:
    """Base of generic classes: class Stack(Generic[T])."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            for p in params:
                if not isinstance(p, (TypeVar, ParamSpec, TypeVarTuple)) and not (
                    isinstance(p, _UnpackGenericAlias) and isinstance(p.__args__[0], TypeVarTuple)
                ):
                    raise TypeError(
                        f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables."
                    )
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _GenericAlias(cls, params)
        parameters = getattr(cls, "__parameters__", ())
        if not parameters:
            raise TypeError(f"{cls} is not a generic class")
        if any(isinstance(p, ParamSpec) for p in parameters):
            params = tuple([tuple(p) if isinstance(p, list) else p for p in params])
            return _GenericAlias(cls, params)
        params = tuple([p if isinstance(p, (tuple, list)) else _type_check(p, "Parameters to generic types must be types.") for p in params])
        return _GenericAlias(cls, _substituted(cls, parameters, parameters, params))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "__orig_bases__" in cls.__dict__:
            bases = cls.__orig_bases__
            plain = Generic in bases
        else:
            bases = ()
            plain = Generic in cls.__bases__ and cls.__name__ != "Protocol" and not cls.__dict__.get("__type_params__")
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        found = _parameters(bases)
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                declared = base.__parameters__
                missing = [p for p in found if p not in declared]
                if missing:
                    raise TypeError(
                        f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                        f"{base.__origin__.__name__}[{', '.join(map(str, declared))}]"
                    )
                found = declared
        cls.__parameters__ = found


_PROTOCOL_IGNORED = frozenset([
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__", "__firstlineno__",
    "__parameters__", "__orig_bases__", "_is_protocol", "_is_runtime_protocol", "__protocol_attrs__", "_abc_impl",
    "__type_params__", "__non_callable_proto_members__", "__init_subclass__", "__qualname__",
])  # fmt: skip


def _protocol_attributes(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in (*base.__dict__, *base.__dict__.get("__annotations__", {})):
            if name not in _PROTOCOL_IGNORED and not name.startswith("_abc_"):
                names.add(name)
    return names


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name != "Protocol" and Protocol in bases:
            for base in bases:
                if base not in (object, Generic) and base.__module__ not in ("collections.abc", "contextlib", "typing") and not getattr(base, "_is_protocol", False):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        # Not through cls's own check, which refuses protocols with data members.
        if ABCMeta.__subclasscheck__(cls, type(instance)):
            return True
        for name in cls.__protocol_attrs__:
            value = getattr(instance, name, _absent)
            if value is _absent or value is None and callable(getattr(cls, name, None)):
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if getattr(cls, "_is_protocol", False):
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            data = sorted([name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None))])
            if data:
                raise TypeError(
                    "Protocols with non-method members don't support issubclass(). "
                    f"Non-method members: {str(data)[1:-1]}."
                )
        return super().__subclasscheck__(other)


def _no_protocol_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of structural types."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = Protocol in cls.__bases__
        if not cls._is_protocol:
            return
        cls.__protocol_attrs__ = _protocol_attributes(cls)
        if cls.__init__ is object.__init__:
            cls.__init__ = _no_protocol_init
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_structural_subclass)


def _structural_subclass(cls, other):
    if not cls.__dict__.get("_is_protocol", False) or not getattr(cls, "_is_runtime_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


# The class statement above ran before the name Protocol existed.
Protocol.__parameters__ = ()


def runtime_checkable(cls):
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp not in (Protocol, Generic)


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


@runtime_checkable
class SupportsInt(Protocol):
    @abstractmethod
    def __int__(self) -> int: ...


@runtime_checkable
class SupportsFloat(Protocol):
    @abstractmethod
    def __float__(self) -> float: ...


@runtime_checkable
class SupportsComplex(Protocol):
    @abstractmethod
    def __complex__(self) -> complex: ...


@runtime_checkable
class SupportsBytes(Protocol):
    @abstractmethod
    def __bytes__(self) -> bytes: ...


@runtime_checkable
class SupportsIndex(Protocol):
    @abstractmethod
    def __index__(self) -> int: ...


T_co = TypeVar("T_co", covariant=True)


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    @abstractmethod
    def __abs__(self) -> T_co: ...


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co: ...


# ---------------------------------------------------------------- names for existing classes

AnyStr = TypeVar("AnyStr", bytes, str)
Text = str
TYPE_CHECKING = False

_a = collections.abc
Hashable = _SpecialGenericAlias(_a.Hashable, 0)
Sized = _SpecialGenericAlias(_a.Sized, 0)
ByteString = _SpecialGenericAlias(_a.ByteString, 0)
for _name in (
    "Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection MutableSet Sequence "
    "MutableSequence KeysView ValuesView"
).split():
    globals()[_name] = _SpecialGenericAlias(getattr(_a, _name), 1)
for _name in "Mapping MutableMapping ItemsView".split():
    globals()[_name] = _SpecialGenericAlias(getattr(_a, _name), 2)
AbstractSet = _SpecialGenericAlias(_a.Set, 1, name="AbstractSet")
MappingView = _SpecialGenericAlias(_a.MappingView, 1)
Coroutine = _SpecialGenericAlias(_a.Coroutine, 3)
Generator = _SpecialGenericAlias(_a.Generator, 3, defaults=(type(None), type(None)))
AsyncGenerator = _SpecialGenericAlias(_a.AsyncGenerator, 2, defaults=(type(None),))
Callable = _CallableType(_a.Callable, 2)
Tuple = _TupleType(tuple, -1, name="Tuple")
List = _SpecialGenericAlias(list, 1, inst=False, name="List")
Deque = _SpecialGenericAlias(collections.deque, 1, name="Deque")
Set = _SpecialGenericAlias(set, 1, inst=False, name="Set")
FrozenSet = _SpecialGenericAlias(frozenset, 1, inst=False, name="FrozenSet")
Dict = _SpecialGenericAlias(dict, 2, inst=False, name="Dict")
DefaultDict = _SpecialGenericAlias(collections.defaultdict, 2, name="DefaultDict")
OrderedDict = _SpecialGenericAlias(collections.OrderedDict, 2)
Counter = _SpecialGenericAlias(collections.Counter, 1)
ChainMap = _SpecialGenericAlias(collections.ChainMap, 2)
Type = _SpecialGenericAlias(type, 1, inst=False, name="Type")
ContextManager = _SpecialGenericAlias(contextlib.AbstractContextManager, 2, name="ContextManager", defaults=(bool | None,))
AsyncContextManager = _SpecialGenericAlias(
    contextlib.AbstractAsyncContextManager, 2, name="AsyncContextManager", defaults=(bool | None,)
)
del _a, _name


class IO(Generic[AnyStr]):
    """The type of open files, in annotations."""

    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


def __getattr__(name):
    # re is loaded only for those who ask for its types.
    if name in ("Pattern", "Match"):
        import re

        alias = globals()[name] = _SpecialGenericAlias(getattr(re, name), 1)
        return alias
    raise AttributeError(f"module 'typing' has no attribute {name!r}")


# ---------------------------------------------------------------- functions


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    value = repr(arg)
    raise AssertionError(f"Expected code to be unreachable, but got: {value[:100] + '...' if len(value) > 100 else value}")


def _mark(name):
    def decorator(f):
        try:
            setattr(f, name, True)
        except (AttributeError, TypeError):
            # Objects that take no attributes stay as they are.
            pass
        return f

    return decorator


final = _mark("__final__")
override = _mark("__override__")


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def dataclass_transform(**kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = kwargs
        return cls_or_fn

    return decorator


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
        "module should always be followed by an implementation that is not @overload-ed."
    )


def overload(func):
    function = getattr(func, "__func__", func)
    _overloads.setdefault((function.__module__, function.__qualname__), []).append(func)
    return _overload_dummy


def get_overloads(func):
    function = getattr(func, "__func__", func)
    return list(_overloads.get((function.__module__, function.__qualname__), ()))


def clear_overloads():
    _overloads.clear()


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseAlias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return types.UnionType if isinstance(tp, types.UnionType) else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateGenericAlias)))):
            args = (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, types.UnionType) else ()


def _resolved(tp, globalns, localns):
    """tp with every ForwardRef in it evaluated."""
    if isinstance(tp, ForwardRef):
        return tp._evaluate(globalns, localns)
    if isinstance(tp, (_GenericAlias, GenericAlias, types.UnionType)):
        args = tp.__args__
        if isinstance(tp, GenericAlias):
            args = tuple([ForwardRef(a) if isinstance(a, str) else a for a in args])
        if isinstance(tp, _LiteralGenericAlias):
            return tp
        evaluated = tuple([_resolved(a, globalns, localns) for a in args])
        if evaluated == tp.__args__:
            return tp
        if isinstance(tp, GenericAlias):
            return GenericAlias(tp.__origin__, evaluated)
        if isinstance(tp, types.UnionType):
            return functools.reduce(operator.or_, evaluated)
        return tp.copy_with(evaluated)
    return tp


def _without_extras(tp):
    """tp without Annotated, Required and NotRequired."""
    if isinstance(tp, _AnnotatedAlias):
        return _without_extras(tp.__origin__)
    if isinstance(tp, _GenericAlias):
        if tp.__origin__ in (Required, NotRequired, ReadOnly):
            return _without_extras(tp.__args__[0])
        stripped = tuple([_without_extras(a) for a in tp.__args__])
        return tp if stripped == tp.__args__ else tp.copy_with(stripped)
    return tp


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            namespace = globalns
            if namespace is None:
                namespace = getattr(sys.modules.get(base.__module__), "__dict__", {})
            for name, value in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _hint(value, namespace, dict(vars(base)) if localns is None else localns)
    else:
        if globalns is None:
            if isinstance(obj, types.ModuleType):
                globalns = obj.__dict__
            else:
                wrapped = obj
                while hasattr(wrapped, "__wrapped__"):
                    wrapped = wrapped.__wrapped__
                globalns = getattr(wrapped, "__globals__", {})
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, value in annotations.items():
            hints[name] = _hint(value, globalns, globalns if localns is None else localns)
    return hints if include_extras else {name: _without_extras(value) for name, value in hints.items()}


def _hint(value, globalns, localns):
    if value is None:
        return type(None)
    return _resolved(ForwardRef(value) if isinstance(value, str) else value, globalns, localns)


# ---------------------------------------------------------------- NewType, NamedTuple, TypedDict


class NewType(_Or):
    """A name for a type that only checkers tell apart from it."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[-1]
        self.__supertype__ = tp
        self.__module__ = _caller_module() or "typing"

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        raise TypeError(
            f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
            f"`{self.__name__} = NewType({self.__name__!r}, {self.__name__})`"
        )

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__


def _annotated_names(namespace, message):
    return {name: _type_check(tp, message) for name, tp in namespace.get("__annotations__", {}).items()}


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        fields = _annotated_names(ns, "field annotation must be a type")
        defaults = []
        for name in fields:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default "
                    f"field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}"
                )
        base = collections.namedtuple(typename, fields, defaults=[ns[n] for n in defaults], module=ns["__module__"])
        base.__annotations__ = fields
        base.__new__.__annotations__ = fields
        base.__bases__ = tuple([tuple if b is _NamedTuple else b for b in bases]) if Generic in bases else base.__bases__
        for name, value in ns.items():
            if name in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name not in fields and name not in ("__annotations__", "__module__", "__name__", "__dict__", "__weakref__"):
                setattr(base, name, value)
                hook = getattr(type(value), "__set_name__", None)
                if hook is not None:
                    hook(value, base, name)
        return base


def NamedTuple(typename, fields=_absent, /, **kwargs):
    if fields is _absent or fields is None:
        fields = kwargs.items()
    pairs = {name: _type_check(tp, f"field {name} annotation must be a type") for name, tp in fields}
    result = collections.namedtuple(typename, pairs, module=_caller_module())
    result.__annotations__ = pairs
    result.__new__.__annotations__ = pairs
    return result


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(b, Generic) for b in bases) else ()
        result = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
        for key, tp in _annotated_names(ns, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type").items():
            annotations[key] = tp
            origin = get_origin(tp)
            needed = origin is Required or total and origin is not NotRequired
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
        result.__annotations__ = annotations
        result.__required_keys__ = frozenset(required)
        result.__optional_keys__ = frozenset(optional)
        result.__total__ = total
        return result

    def __init__(cls, name, bases, ns, total=True):
        super().__init__(name, bases, ns)

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields=_absent, /, *, total=True):
    ns = {"__annotations__": {} if fields is _absent else dict(fields), "__module__": _caller_module()}
    return _TypedDictMeta(typename, (), ns, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


__all__ = [name for name in globals() if not name.startswith("_") and name not in (
    "collections", "contextlib", "functools", "operator", "sys", "types", "ABCMeta", "abstractmethod", "GenericAlias", "T_co",
)] + ["Pattern", "Match"]  # fmt: skip
