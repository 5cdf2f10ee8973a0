"""Classes whose methods follow from their annotated fields."""

import abc
import copy
import sys
import types
from _callers import module_name
from reprlib import recursive_repr

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
    "make_dataclass", "replace", "is_dataclass",
]  # fmt: skip


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()


class _FieldKind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FieldKind("_FIELD")
_FIELD_CLASSVAR = _FieldKind("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FieldKind("_FIELD_INITVAR")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    """Marks a parameter of __init__ that is passed to __post_init__ and not stored."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_field_type",
    )  # fmt: skip

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    @recursive_repr()
    def __repr__(self):
        names = "name type default default_factory init repr hash compare metadata kw_only _field_type".split()
        return f"Field({','.join([f'{n}={getattr(self, n)!r}' for n in names])})"

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    def has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING

    __class_getitem__ = classmethod(types.GenericAlias)


class _DataclassParams:
    __slots__ = (
        "init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot",
    )  # fmt: skip

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{n}={getattr(self, n)!r}' for n in self.__slots__])})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# ---------------------------------------------------------------- collecting the fields


def _names_type(annotation, module, name):
    """Whether an annotation given as text means dataclasses.NAME or typing.NAME."""
    head = annotation.strip().partition("[")[0].strip()
    prefix, _, last = head.rpartition(".")
    if last != name:
        return False
    namespace = getattr(sys.modules.get(module), "__dict__", {})
    if prefix:
        return getattr(namespace.get(prefix), "__name__", None) in ("typing", "dataclasses")
    found = namespace.get(last)
    return found is not None and getattr(found, "__module__", None) in ("typing", "dataclasses") or last in ("KW_ONLY", "InitVar") and found is globals()[last]


def _is_class_var(annotation, module):
    if isinstance(annotation, str):
        return _names_type(annotation, module, "ClassVar")
    typing = sys.modules.get("typing")
    if typing is None:
        return False
    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _is_init_var(annotation, module):
    if isinstance(annotation, str):
        return _names_type(annotation, module, "InitVar")
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation, module):
    if isinstance(annotation, str):
        return _names_type(annotation, module, "KW_ONLY")
    return annotation is KW_ONLY


def _make_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        result = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            # A slot of a base, not a default.
            default = MISSING
        result = field(default=default)
    result.name = name
    result.type = annotation
    result._field_type = _FIELD
    if _is_class_var(annotation, cls.__module__):
        result._field_type = _FIELD_CLASSVAR
    elif _is_init_var(annotation, cls.__module__):
        result._field_type = _FIELD_INITVAR
    if result._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and result.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if result._field_type in (_FIELD, _FIELD_INITVAR):
        if result.kw_only is MISSING:
            result.kw_only = default_kw_only
    elif result.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    kind = result.default.__class__
    if result._field_type is _FIELD and (kind in (list, dict, set, bytearray) or kind.__hash__ is None):
        raise ValueError(
            f"mutable default {type(result.default)} for field {name} is not allowed: use default_factory"
        )
    return result


def _collect_fields(cls, kw_only):
    """The fields of cls by name, inherited ones first."""
    collected = {}
    for base in cls.__mro__[-1:0:-1]:
        collected.update(getattr(base, _FIELDS, {}) if _FIELDS in base.__dict__ else {})
    kw_only_from_here = False
    own = []
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if _is_kw_only(annotation, cls.__module__):
            if kw_only_from_here:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only_from_here = kw_only = True
        else:
            own.append(_make_field(cls, name, annotation, kw_only))
    for f in own:
        collected[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            # A Field() is replaced by the default it carries.
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return collected


# ---------------------------------------------------------------- writing the methods
# __init__ is compiled from text, so that a wrong call gets the usual message.


def _compile(name, parameters, body, values, cls):
    """The method, compiled inside a class statement so that its code has the right name in messages."""
    lines = [f"class {cls.__name__}:", f" def {name}({', '.join(parameters)}):", *["  " + line for line in body or ["pass"]]]
    namespace = dict(values, __name__=cls.__module__)
    exec("\n".join(lines), namespace)
    function = namespace[cls.__name__].__dict__[name]
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    return function


def _init_parameter(f):
    if f.default is MISSING and f.default_factory is MISSING:
        return f.name
    if f.default is not MISSING:
        return f"{f.name}=_default_{f.name}"
    return f"{f.name}=_HAS_DEFAULT_FACTORY"


def _init_line(f, frozen, self_name):
    name = f.name
    if f.default_factory is not MISSING:
        value = f"_default_{name}() if {name} is _HAS_DEFAULT_FACTORY else {name}" if f.init else f"_default_{name}()"
    elif f.init:
        value = name
    else:
        # A default of a field outside __init__ stays on the class, unless the class has slots.
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    if frozen:
        return f"_object.__setattr__({self_name}, {name!r}, {value})"
    return f"{self_name}.{name} = {value}"


def _make_init(cls, all_fields, frozen, has_post_init, self_name, slots):
    positional = [f for f in all_fields if f.init and not f.kw_only]
    keyword = [f for f in all_fields if f.init and f.kw_only]
    seen_default = None
    for f in positional:
        if f.has_default():
            seen_default = f
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {seen_default.name!r}")
    values = {"_HAS_DEFAULT_FACTORY": _HAS_DEFAULT_FACTORY, "_object": object}
    body = []
    for f in all_fields:
        if f.default is not MISSING:
            values[f"_default_{f.name}"] = f.default
        elif f.default_factory is not MISSING:
            values[f"_default_{f.name}"] = f.default_factory
        line = _init_line(f, frozen, self_name)
        if line is None and slots and not f.init and f.default is not MISSING and f._field_type is _FIELD:
            line = _init_line_from_default(f, frozen, self_name)
        if line:
            body.append(line)
    if has_post_init:
        init_vars = ", ".join([f.name for f in all_fields if f._field_type is _FIELD_INITVAR])
        body.append(f"{self_name}.__post_init__({init_vars})")
    parameters = [self_name, *map(_init_parameter, positional)]
    if keyword:
        parameters += ["*", *map(_init_parameter, keyword)]
    init = _compile("__init__", parameters, body, values, cls)
    init.__annotations__ = {f.name: f.type for f in (*positional, *keyword)} | {"return": None}
    return init


def _init_line_from_default(f, frozen, self_name):
    if frozen:
        return f"_object.__setattr__({self_name}, {f.name!r}, _default_{f.name})"
    return f"{self_name}.{f.name} = _default_{f.name}"


def _make_repr(names):
    @recursive_repr()
    def __repr__(self):
        return f"{self.__class__.__qualname__}({', '.join([f'{n}={getattr(self, n)!r}' for n in names])})"

    return __repr__


def _make_eq(names):
    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        for name in names:
            if not getattr(self, name) == getattr(other, name):
                return False
        return True

    return __eq__


def _make_order(names, operator_name):
    import operator

    compare = getattr(operator, operator_name)

    def method(self, other):
        if other.__class__ is self.__class__:
            return compare(tuple([getattr(self, n) for n in names]), tuple([getattr(other, n) for n in names]))
        return NotImplemented

    method.__name__ = f"__{operator_name}__"
    return method


def _make_hash(names):
    def __hash__(self):
        return hash(tuple([getattr(self, n) for n in names]))

    return __hash__


def _frozen_methods(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _add(cls, method):
    """Give cls the method unless it has its own; True when it has."""
    if method.__name__ in cls.__dict__:
        return True
    method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
    setattr(cls, method.__name__, method)
    return False


def _decide_hash(cls, params, fields, has_explicit_hash):
    """What becomes of __hash__: the table in PEP 557."""
    names = [f.name for f in fields if (f.compare if f.hash is None else f.hash)]
    if params.unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = _make_hash(names)
    elif params.eq and not has_explicit_hash:
        cls.__hash__ = _make_hash(names) if params.frozen else None


def _process(cls, params):
    fields = _collect_fields(cls, params.kw_only)
    setattr(cls, _PARAMS, params)
    data_bases = [b for b in cls.__mro__[1:] if _FIELDS in b.__dict__]
    for base in data_bases:
        frozen = getattr(base, _PARAMS).frozen
        if frozen and not params.frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if params.frozen and not frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, fields)
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    in_init = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    stored = [f for f in fields.values() if f._field_type is _FIELD]
    if params.init:
        self_name = "__dataclass_self__" if "self" in fields else "self"
        init = _make_init(cls, in_init, params.frozen, hasattr(cls, "__post_init__"), self_name, params.slots)
        _add(cls, init)
    _add(cls, _replace_method())
    if params.repr:
        _add(cls, _make_repr([f.name for f in stored if f.repr]))
    compared = [f.name for f in stored if f.compare]
    if params.eq:
        _add(cls, _make_eq(compared))
    if params.order:
        for name in ("lt", "le", "gt", "ge"):
            if _add(cls, _make_order(compared, name)):
                raise TypeError(
                    f"Cannot overwrite attribute __{name}__ in class {cls.__name__} Consider using functools.total_ordering"
                )
    if params.frozen:
        for method in _frozen_methods(cls, frozenset([f.name for f in stored])):
            if _add(cls, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")
    _decide_hash(cls, params, stored, has_explicit_hash)
    if not getattr(cls, "__doc__", None):
        cls.__doc__ = cls.__name__ + _signature_text(in_init if params.init else [])
    if params.match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in in_init if f.init and not f.kw_only])
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _with_slots(cls, params.frozen, params.weakref_slot)
    abc.update_abstractmethods(cls)
    return cls


def _signature_text(fields):
    parts = []
    for f in [f for f in fields if f.init and not f.kw_only] + [f for f in fields if f.init and f.kw_only]:
        annotation = f.type
        if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
            module = annotation.__module__
            shown = annotation.__qualname__ if module == "builtins" else f"{module}.{annotation.__qualname__}"
        else:
            # As inspect.formatannotation().
            shown = repr(annotation).replace("typing.", "")
        text = f"{f.name}: {shown}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        if f.kw_only and "*" not in parts:
            parts.append("*")
        parts.append(text)
    return f"({', '.join(parts)})"


def _replace_method():
    def _replace(self, /, **changes):
        return _replaced(self, changes)

    _replace.__name__ = "__replace__"
    return _replace


def _with_slots(cls, frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = [f.name for f in fields(cls)]
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    slots = [n for n in names if n not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in (*names, "__dict__", "__weakref__"):
        namespace.pop(name, None)
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = cls.__qualname__
    if frozen:
        for method in _frozen_methods(new, frozenset(names)):
            method.__qualname__ = f"{new.__qualname__}.{method.__name__}"
            setattr(new, method.__name__, method)
        if "__getstate__" not in namespace:
            new.__getstate__ = lambda self: [getattr(self, n) for n in names]
        if "__setstate__" not in namespace:
            new.__setstate__ = lambda self, state: [object.__setattr__(self, n, v) for n, v in zip(names, state)] and None
    return new


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    def wrap(cls):
        return _process(cls, params)

    return wrap if cls is None else wrap(cls)


# ---------------------------------------------------------------- using dataclasses


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


_ATOMIC = frozenset([
    type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), types.CodeType,
    types.BuiltinFunctionType, types.FunctionType, type, range, property,
])  # fmt: skip


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unfold(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unfold(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _unfold(obj, build):
    """obj with every dataclass in it replaced by build([(name, value), …]), and copied."""
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return build([(f.name, _unfold(getattr(obj, f.name), build)) for f in fields(obj)])
    if issubclass(kind, tuple):
        items = [_unfold(v, build) for v in obj]
        return kind(*items) if hasattr(obj, "_fields") else kind(items)
    if issubclass(kind, list):
        return kind([_unfold(v, build) for v in obj])
    if issubclass(kind, dict):
        pairs = [(_unfold(k, build), _unfold(v, build)) for k, v in obj.items()]
        if hasattr(obj, "default_factory"):
            result = kind(obj.default_factory)
            for k, v in pairs:
                result[k] = v
            return result
        return kind(pairs)
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replaced(obj, changes)


def _replaced(obj, changes):
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
        elif f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    import keyword

    namespace = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, tp = item, "typing.Any"
        elif len(item) == 2:
            name, tp = item
        elif len(item) == 3:
            name, tp, namespace[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = tp
    namespace["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda ns: ns.update(namespace))
    cls.__module__ = module or module_name(1)
    return dataclass(cls, **options)
