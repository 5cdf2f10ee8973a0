"""Enumerations: classes with a fixed set of named members.

A member starts as a _Member in the class body's namespace; when the class exists,
type.__new__ calls its __set_name__, which puts the finished member in its place
(so members are there before __init_subclass__ runs, as in CPython).
"""

import sys
from _callers import module_name
from types import DynamicClassAttribute, FunctionType, MappingProxyType

__all__ = [
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
    "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr",
    "global_enum_repr", "global_str", "global_enum", "show_flag_values", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "EnumCheck",
]  # fmt: skip

Enum = Flag = ReprEnum = None
_builtin_property = property


class _AutoNull:
    def __repr__(self):
        return "_auto_null"


_auto_null = _AutoNull()


class nonmember:
    """Keeps a value in an enum's body from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of what would not become one, such as a function."""

    def __init__(self, value):
        self.value = value


class auto:
    """A value chosen by the class."""

    def __init__(self, value=_auto_null):
        self.value = value

    # Where the class body's names are collected at its end, an expression such as A | B waits till then.

    def __or__(self, other):
        return _Combination(lambda a, b: a | b, self, other)

    def __and__(self, other):
        return _Combination(lambda a, b: a & b, self, other)

    def __xor__(self, other):
        return _Combination(lambda a, b: a ^ b, self, other)

    def __repr__(self):
        return f"auto({self.value!r})"


class _Combination(auto):
    """What an operator makes of autos whose values are not chosen yet."""

    def __init__(self, operation, left, right):
        super().__init__()
        self._parts = operation, left, right

    def resolved(self):
        operation, *operands = self._parts
        known = [_known(operand) for operand in operands]
        return operation(*known)


def _known(operand):
    if isinstance(operand, _Combination):
        return operand.resolved()
    return operand.value if isinstance(operand, auto) else operand


class property(DynamicClassAttribute):
    """A property of members; on the class, the member of the same name is found instead."""

    member = None
    name = None
    clsname = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        if self.fget is not None:
            return self.fget(instance)
        return ownerclass._member_map_[self.name]

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    prefix = f"_{cls_name}__"
    return name.startswith(prefix) and len(name) > len(prefix) and not name.endswith("__")


def _is_inner_class(cls_name, obj):
    return isinstance(obj, type) and obj.__qualname__.endswith(f"{cls_name}.{obj.__name__}")


def _is_descriptor(obj):
    if isinstance(obj, (FunctionType, classmethod, staticmethod, _builtin_property)):
        return True
    return not isinstance(obj, type) and any(hasattr(obj, n) for n in ("__get__", "__set__", "__delete__"))


def _bits(num, width):
    """num in two parts, as error messages show it: '0b0 1000'."""
    size = num.bit_length()
    digits = format(num & ((1 << size) - 1), f"0{size}b") if size else ""
    sign = "1" if num < 0 else "0"
    return f"0b{sign} {digits.rjust(width, sign)}"


def _single_bits(value):
    while value:
        bit = value & (~value + 1)
        yield bit
        value ^= bit


class EnumDict(dict):
    """The namespace of an enum's body: remembers which names become members."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._noticed = False

    def _notice_all(self):
        """Go through the names of the body, if they were stored without __setitem__."""
        if not self._noticed and self:
            pairs = list(self.items())
            self.clear()
            for key, value in pairs:
                self[key] = value

    def __setitem__(self, key, value):
        self._noticed = True
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in (
                "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
                "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_", "_add_value_alias_",
            ):  # fmt: skip
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) or self._cls_name is not None and _is_inner_class(self._cls_name, value):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value = self._with_auto(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _with_auto(self, key, value):
        if isinstance(value, _Combination):
            return value.resolved()
        if isinstance(value, auto):
            if value.value is _auto_null:
                self._auto_called = True
                value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            return value.value
        if type(value) is tuple and any(isinstance(v, auto) for v in value):
            self._auto_called = True
            return tuple([self._with_auto(key, v) for v in value])
        return value

    @_builtin_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, *more_members):
        for key, value in members.items() if hasattr(members, "keys") else members:
            self[key] = value
        for key, value in more_members:
            self[key] = value


class _Member:
    """A member's value until the class exists."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        type.__delattr__(cls, name)
        value = self.value
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        if not cls._use_args_:
            obj = cls._new_member_(cls)
        else:
            obj = cls._new_member_(cls, *args)
        if not hasattr(obj, "_value_"):
            if cls._member_type_ is object:
                obj._value_ = value
            else:
                try:
                    obj._value_ = cls._member_type_(*args)
                except Exception as exc:
                    raise TypeError("_value_ not set in __new__, unable to create it") from exc
        value = obj._value_
        obj._name_ = name
        obj.__objclass__ = cls
        obj.__init__(*args)
        obj._sort_order_ = len(cls._member_names_)
        if Flag is not None and issubclass(cls, Flag):
            if isinstance(value, int):
                cls._flag_mask_ |= value
                if value and value & (value - 1) == 0:
                    cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        obj = self._canonical(cls, name, value, obj)
        _place(cls, name, obj)
        cls._member_map_[name] = obj
        try:
            cls._value2member_map_.setdefault(value, obj)
        except TypeError:
            cls._unhashable_values_.append((value, obj))

    @staticmethod
    def _canonical(cls, name, value, obj):
        """The member of the same value that exists already, or obj as a new one."""
        existing = _find_value(cls, value)
        if existing is not None:
            return existing
        if Flag is None or not issubclass(cls, Flag) or isinstance(value, int) and value and value & (value - 1) == 0:
            cls._member_names_.append(name)
        elif not isinstance(value, int):
            cls._member_names_.append(name)
        return obj


def _find_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for known, candidate in cls._unhashable_values_:
            if known == value:
                return candidate
        return None


def _place(cls, name, obj):
    """Make cls.name the member; a property of that name keeps working on members."""
    for base in cls.__mro__[1:]:
        attribute = base.__dict__.get(name)
        if isinstance(attribute, (property, DynamicClassAttribute)):
            redirect = property(attribute.fget, attribute.fset, attribute.fdel)
            redirect.__set_name__(cls, name)
            redirect.member = obj
            type.__setattr__(cls, name, redirect)
            return
    type.__setattr__(cls, name, obj)


def _value_text(self):
    return str(self._value_)


def _dataclass_repr(value):
    fields = [name for name, f in value.__dataclass_fields__.items() if f.repr]
    return ", ".join([f"{name}={getattr(value, name)!r}" for name in fields])


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            # Through dict: this one does not count as the class's own choice.
            namespace._generate_next_value = first_enum._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        classdict._notice_all()
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for name in classdict["_ignore_"]:
            dict.pop(classdict, name, None)
        member_names = list(classdict._member_names)
        invalid = set(member_names) & {"mro", ""}
        if invalid:
            raise ValueError(f"invalid enum member name(s) {','.join([repr(n) for n in sorted(invalid)])}")
        order = classdict.pop("_order_", None)
        namespace = dict(classdict)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new_member, use_args = metacls._find_new_(classdict, member_type, first_enum)
        for name in member_names:
            namespace[name] = _Member(namespace[name])
        namespace.update(
            _new_member_=new_member, _use_args_=use_args, _member_names_=[], _member_map_={}, _value2member_map_={},
            _unhashable_values_=[], _member_type_=member_type, _value_repr_=staticmethod(metacls._find_value_repr(bases)),
            _boundary_=boundary or getattr(first_enum, "_boundary_", None), _flag_mask_=0, _singles_mask_=0, _all_bits_=0,
        )  # fmt: skip
        if "_generate_next_value_" in namespace and not isinstance(namespace["_generate_next_value_"], staticmethod):
            namespace["_generate_next_value_"] = staticmethod(namespace["_generate_next_value_"])
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        metacls._choose_methods(enum_class, namespace, member_type, first_enum)
        if Enum is not None and "__new__" in namespace:
            # A program's __new__ makes members; looking one up is Enum's.
            enum_class.__new_member__ = namespace["__new__"]
        if Enum is not None:
            enum_class.__new__ = Enum.__new__
        if Flag is not None and issubclass(enum_class, Flag):
            # Iteration follows the bits even when the definition did not.
            values = [enum_class._member_map_[n]._value_ for n in enum_class._member_names_]
            if all(isinstance(v, int) for v in values) and values != sorted(values):
                enum_class._iter_member_ = enum_class._iter_member_by_def_
        if order is not None:
            order = order.replace(",", " ").split() if isinstance(order, str) else order
            kept = [n for n in order if n in enum_class._member_names_]
            if kept != enum_class._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {enum_class._member_names_!r}\n  {order!r}")
        return enum_class

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    @staticmethod
    def _choose_methods(enum_class, namespace, member_type, first_enum):
        """Between Enum's and the data type's __repr__, __str__ and __format__."""
        if ReprEnum is not None and ReprEnum in enum_class.__bases__:
            if member_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in namespace:
                enum_class.__format__ = member_type.__format__
            if "__str__" not in namespace:
                # Not the type's own: object.__str__ would call __repr__, which is Enum's.
                enum_class.__str__ = _value_text
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name not in namespace and first_enum is not None:
                if getattr(enum_class, name) in (getattr(object, name), getattr(member_type, name)):
                    if not (name in ("__str__", "__format__") and name in enum_class.__dict__):
                        setattr(enum_class, name, getattr(first_enum, name))
        if Flag is not None and issubclass(enum_class, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in namespace and getattr(enum_class, name, None) is getattr(member_type, name, None):
                    setattr(enum_class, name, getattr(Flag, name))

    @staticmethod
    def _check_for_existing_members_(class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {base!r}")

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        """(data type of the members, the enum they inherit from)"""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return metacls._find_data_type_(class_name, bases) or object, first_enum

    @staticmethod
    def _find_data_type_(class_name, bases):
        found = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.append(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    found.append(candidate or base)
                    break
                else:
                    candidate = candidate or base
        found = list(dict.fromkeys(found))
        if len(found) > 1:
            raise TypeError(f"too many data types for {class_name!r}: {set(found)!r}")
        return found[0] if found else None

    @staticmethod
    def _find_value_repr(bases):
        """How a member's value is shown: a data type with a __repr__ of its own decides."""
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    if "__dataclass_fields__" in base.__dict__ and base.__dataclass_params__.repr:
                        return _dataclass_repr
                    return base.__repr__
        return repr

    @staticmethod
    def _find_new_(classdict, member_type, first_enum):
        method = classdict.get("__new__")
        if method is None:
            for name in ("__new_member__", "__new__"):
                for source in (member_type, first_enum):
                    target = getattr(source, name, None)
                    if target not in (None, object.__new__, getattr(Enum, "__new__", None)):
                        return target, True
            return object.__new__, False
        method = method.__func__ if isinstance(method, staticmethod) else method
        return method, True

    def __call__(cls, value=_auto_null, names=_auto_null, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if value is _auto_null:
                raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
            if names is not _auto_null:
                value = (value, names, *values)
            return cls.__new__(cls, value)
        if value is _auto_null:
            raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
        if names is _auto_null and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(value, None if names is _auto_null else names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            pairs = []
            for count, name in enumerate(names):
                values.append(cls._generate_next_value_(name, start, count, values[:]))
                pairs.append((name, values[-1]))
            names = pairs
        for item in names or ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        namespace["__module__"] = module or module_name(2)
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_ or _find_value(cls, value) is not None
        except TypeError:
            return _find_value(cls, value) is not None

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__"}
        names.update(cls._member_names_)
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        return sorted(names if cls._member_type_ is object else names | set(dir(cls._member_type_)))

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __len__(cls):
        return len(cls._member_names_)

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    @_builtin_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """A collection of name/value pairs."""

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = _find_value(cls, value)
        if found is not None:
            return found
        error = None
        try:
            result = cls._missing_(value)
        except Exception as exc:
            error, result = exc, None
        if isinstance(result, cls):
            return result
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None and error is None:
            raise invalid
        if error is None:
            error = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
        if not isinstance(error, ValueError):
            error.__context__ = invalid
        raise error

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def _add_alias_(self, name):
        cls = self.__class__
        if name in cls._member_map_ and cls._member_map_[name] is not self:
            raise NameError(f"{name!r} is already bound: {cls._member_map_[name]!r}")
        _place(cls, name, self)
        cls._member_map_[name] = self

    def _add_value_alias_(self, value):
        cls = self.__class__
        known = _find_value(cls, value)
        if known is not None and known is not self:
            raise ValueError(f"{value!r} is already bound: {known!r}")
        cls._value2member_map_[value] = self

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self.__class__._value_repr_(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__"}
        for cls in self.__class__.__mro__:
            if isinstance(cls, EnumType):
                names.update([n for n in cls.__dict__ if n[0] != "_" and n not in cls._member_map_])
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    """Only __repr__ is Enum's; str() and format() are the data type's."""


class IntEnum(int, ReprEnum):
    """Enum where members are also (and must be) ints"""


class StrEnum(str, ReprEnum):
    """Enum where members are also (and must be) strings"""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        for value, which in zip(values[1:], ("encoding", "errors")):
            if not isinstance(value, str):
                raise TypeError(f"{which} must be a string, not {value!r}")
        text = str(*values)
        obj = str.__new__(cls, text)
        obj._value_ = text
        return obj

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What happens to bits that no member names."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Members that combine with |, & and ^."""

    _numeric_repr_ = repr

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except AttributeError:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _single_bits(value & cls._flag_mask_):
            found = cls._value2member_map_.get(bit)
            if found is not None:
                yield found

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """The combination of members that value stands for."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, everything = cls._flag_mask_, cls._all_bits_
        if not ~everything <= value <= everything or value & (everything ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n  allowed {_bits(mask, width)}"
                )
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(everything + 1, 2 ** value.bit_length()) + value
        if value < 0:
            negated = value
            value = everything + 1 + value if cls._boundary_ is KEEP else mask & value
        else:
            negated = None
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        unknown = value & ~mask
        pseudo = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        pseudo._value_ = value
        names = [m._name_ for m in cls._iter_member_(value)]
        if unknown:
            names.append(cls._numeric_repr_(unknown))
        pseudo._name_ = "|".join(names) or None
        cls._value2member_map_.setdefault(value, pseudo)
        if negated is not None:
            cls._value2member_map_[negated] = pseudo
        return pseudo

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._value_!r}>"
        return f"<{name}.{self._name_}: {self.__class__._value_repr_(self._value_)}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _operand(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._operand(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._operand(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._operand(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        cls = self.__class__
        if cls._boundary_ in (EJECT, KEEP):
            return cls(~self._value_)
        return cls(cls._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Support for integer-based Flags"""


def unique(enumeration):
    """Refuse aliases."""
    duplicates = [f"{alias} -> {m._name_}" for alias, m in enumeration.__members__.items() if alias != m._name_]
    if duplicates:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(duplicates)}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Check the chosen constraints."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        values = [m._value_ for m in enumeration]
        for check in self.checks:
            if check is UNIQUE:
                pairs = [f"{alias} -> {m._name_}" for alias, m in enumeration.__members__.items() if alias != m._name_]
                if pairs:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join(pairs)}")
            elif check is CONTINUOUS and len(values) > 1:
                if issubclass(enumeration, Flag):
                    missing = [1 << i for i in range(min(values).bit_length() - 1, max(values).bit_length()) if 1 << i not in values]
                else:
                    missing = [i for i in range(min(values) + 1, max(values)) if i not in values]
                if missing:
                    raise ValueError(f"invalid {'flag' if issubclass(enumeration, Flag) else 'enum'} {name!r}: missing values {', '.join(map(str, missing))}")
            elif check is NAMED_FLAGS:
                for alias, m in enumeration.__members__.items():
                    for bit in _single_bits(m._value_):
                        if bit not in enumeration._value2member_map_:
                            raise ValueError(f"invalid Flag {name!r}: alias {alias} is missing value {bit:#x} [use enum.show_flag_values(value) for details]")
        return enumeration


def show_flag_values(value):
    return list(_single_bits(value if isinstance(value, int) else value.value))


def global_enum_repr(self):
    return f"{self.__class__.__module__.split('.')[-1]}.{self._name_}"


def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_})"
    return "|".join([f"{module}.{name}" for name in self._name_.split("|")])


def global_str(self):
    return f"{self.__class__.__name__}({self._value_})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Export the members into the module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
