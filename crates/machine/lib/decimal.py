"""Decimal arithmetic with contexts, on Python's integers.

A number is sign, coefficient (an int) and exponent; `_special` is "F" for infinities,
"n" and "N" for quiet and signalling NaNs. Every operation computes exactly where that
is possible and rounds once, in the current thread's context.
"""

import math
import numbers
from _thread import local_dict
from collections import namedtuple

__all__ = [
    "Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped",
    "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "FloatOperation",
    "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP",
    "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext",
    "getcontext", "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR",
]  # fmt: skip

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
_ROUNDINGS = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP)

MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
HAVE_THREADS = True
HAVE_CONTEXTVAR = True

DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class InvalidContext(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
# The order in which a context's repr names them.
_SHOWN = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
_SIGNAL_OF = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation, DivisionUndefined: InvalidOperation, InvalidContext: InvalidOperation}


# ---------------------------------------------------------------- contexts


class _SignalDict(dict):
    def __repr__(self):
        return "{" + ", ".join([f"<class 'decimal.{s.__name__}'>:{bool(self[s])}" for s in _SIGNALS]) + "}"


def _signal_table(given):
    table = _SignalDict.fromkeys(_SIGNALS, False)
    if isinstance(given, dict):
        table.update(given)
    else:
        for signal in given:
            table[signal] = True
    return table


class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = globals().get("DefaultContext")
        self.prec = base.prec if prec is None else prec
        self.rounding = base.rounding if rounding is None else rounding
        self.Emin = base.Emin if Emin is None else Emin
        self.Emax = base.Emax if Emax is None else Emax
        self.capitals = base.capitals if capitals is None else capitals
        self.clamp = base.clamp if clamp is None else clamp
        self.flags = _signal_table(flags or ())
        self.traps = _SignalDict(base.traps) if traps is None else _signal_table(traps)

    def __setattr__(self, name, value):
        if name == "prec":
            if not isinstance(value, int):
                raise TypeError("an integer is required")
            if not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
        elif name == "rounding" and value not in _ROUNDINGS:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
            )
        elif name in ("flags", "traps"):
            value = value if isinstance(value, _SignalDict) else _signal_table(value)
        elif name not in ("rounding", "Emin", "Emax", "capitals", "clamp"):
            raise AttributeError(f"'decimal.Context' object has no attribute {name!r}")
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = ", ".join([s.__name__ for s in _SHOWN if self.flags[s]])
        traps = ", ".join([s.__name__ for s in _SHOWN if self.traps[s]])
        return (
            f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
            f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])"
        )

    def _signal(self, condition, result=None):
        """Note the condition; raise it if it is trapped, else give the result (a NaN for invalid operations)."""
        signal = _SIGNAL_OF.get(condition, condition)
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition])
        return _NAN if signal is InvalidOperation and result is None else result

    def clear_flags(self):
        for signal in _SIGNALS:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in _SIGNALS:
            self.traps[signal] = False

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, dict(self.flags), dict(self.traps))

    __copy__ = copy

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def create_decimal(self, num="0", /):
        return _rounded(Decimal(num, self), self)

    def create_decimal_from_float(self, f, /):
        return _rounded(Decimal.from_float(f), self)

    def _operand(self, x):
        return Decimal(x) if isinstance(x, int) else x

    def add(self, a, b):
        return _add(self._operand(a), self._operand(b), self)

    def subtract(self, a, b):
        return _add(self._operand(a), _negated(self._operand(b)), self)

    def multiply(self, a, b):
        return _multiply(self._operand(a), self._operand(b), self)

    def divide(self, a, b):
        return _divide(self._operand(a), self._operand(b), self)

    def divide_int(self, a, b):
        return _divide_int(self._operand(a), self._operand(b), self)[0]

    def remainder(self, a, b):
        return _divide_int(self._operand(a), self._operand(b), self)[1]

    def divmod(self, a, b):
        return _divide_int(self._operand(a), self._operand(b), self)

    def power(self, a, b, modulo=None):
        return _power(self._operand(a), self._operand(b), self)

    def sqrt(self, a):
        return self._operand(a).sqrt(self)

    def abs(self, a):
        a = self._operand(a)
        return _rounded(_negated(a) if a._sign else a, self)

    def minus(self, a):
        return _add(_ZERO, _negated(self._operand(a)), self)

    def plus(self, a):
        return _add(_ZERO, self._operand(a), self)

    def compare(self, a, b):
        return self._operand(a).compare(self._operand(b), self)

    def quantize(self, a, b):
        return self._operand(a).quantize(self._operand(b), context=self)

    def exp(self, a):
        return self._operand(a).exp(self)

    def ln(self, a):
        return self._operand(a).ln(self)

    def log10(self, a):
        return self._operand(a).log10(self)

    def max(self, a, b):
        return self._operand(a).max(self._operand(b), self)

    def min(self, a, b):
        return self._operand(a).min(self._operand(b), self)

    def normalize(self, a):
        return self._operand(a).normalize(self)

    def to_eng_string(self, a):
        return self._operand(a).to_eng_string(self)

    def to_sci_string(self, a):
        return str(self._operand(a))


def _new_default():
    context = object.__new__(Context)
    for name, value in (
        ("prec", 28), ("rounding", ROUND_HALF_EVEN), ("Emin", -999999), ("Emax", 999999), ("capitals", 1), ("clamp", 0),
        ("flags", ()), ("traps", (InvalidOperation, DivisionByZero, Overflow)),
    ):  # fmt: skip
        setattr(context, name, value)
    return context


DefaultContext = _new_default()
BasicContext = Context(9, ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow, Clamped, Underflow], flags=[])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[], flags=[])

_context_key = object()


def getcontext():
    own = local_dict(_context_key)
    if "context" not in own:
        own["context"] = DefaultContext.copy()
    return own["context"]


def setcontext(context, /):
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    local_dict(_context_key)["context"] = context


class _ContextManager:
    def __init__(self, new):
        self.new = new

    def __enter__(self):
        self.saved = getcontext()
        setcontext(self.new)
        return self.new

    def __exit__(self, *exc_info):
        setcontext(self.saved)


def localcontext(ctx=None, **kwargs):
    context = (getcontext() if ctx is None else ctx).copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(context, name, value)
    return _ContextManager(context)


# ---------------------------------------------------------------- numbers


def _make(sign, coefficient, exponent, special=""):
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp, self._special = sign, coefficient, exponent, special
    return self


def _parse(text):
    """(sign, coefficient, exponent, special), or None."""
    body = text.strip().replace("_", "")
    sign = 1 if body[:1] == "-" else 0
    body = body[1:] if body[:1] in ("+", "-") else body
    lower = body.lower()
    if lower in ("inf", "infinity"):
        return sign, 0, 0, "F"
    for prefix, special in (("snan", "N"), ("nan", "n")):
        if lower.startswith(prefix):
            digits = lower[len(prefix) :]
            return (sign, int(digits or 0), 0, special) if not digits or digits.isdigit() else None
    mantissa, e, exponent_text = lower.partition("e")
    whole, _, fraction = mantissa.partition(".")
    if not (whole + fraction).isdigit() or (whole and not whole.isdigit()) or (fraction and not fraction.isdigit()):
        return None
    if e:
        unsigned = exponent_text[1:] if exponent_text[:1] in ("+", "-") else exponent_text
        if not unsigned.isdigit():
            return None
    return sign, int(whole + fraction), int(exponent_text or 0) - len(fraction), ""


class Decimal:
    __slots__ = ("_sign", "_int", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        if isinstance(value, str):
            parsed = _parse(value)
            if parsed is None:
                return (context or getcontext())._signal(ConversionSyntax)
        elif isinstance(value, int):
            parsed = int(value < 0), abs(int(value)), 0, ""
        elif isinstance(value, Decimal):
            if cls is Decimal and type(value) is Decimal:
                return value
            parsed = value._sign, value._int, value._exp, value._special
        elif isinstance(value, float):
            context = context or getcontext()
            context.flags[FloatOperation] = True
            if context.traps[FloatOperation]:
                raise FloatOperation([FloatOperation])
            exact = Decimal.from_float(value)
            parsed = exact._sign, exact._int, exact._exp, exact._special
        elif isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exponent = value
            if sign not in (0, 1):
                raise ValueError("sign must be an integer with the value 0 or 1")
            number = int("".join([str(d) for d in digits]) or 0)
            if any(not isinstance(d, int) or not 0 <= d <= 9 for d in digits):
                raise ValueError("coefficient must be a tuple of digits")
            if exponent in ("F", "n", "N"):
                parsed = sign, 0 if exponent == "F" else number, 0, exponent
            elif isinstance(exponent, int):
                parsed = sign, number, exponent, ""
            else:
                raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        self = object.__new__(cls)
        self._sign, self._int, self._exp, self._special = parsed
        return self

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if f != f or f in (math.inf, -math.inf):
            return cls(repr(f))
        sign = int(math.copysign(1.0, f) < 0)
        n, d = abs(f).as_integer_ratio()
        # d is a power of two: n / d = n * 5**k / 10**k.
        k = d.bit_length() - 1
        result = _make(sign, n * 5**k, -k)
        return result if cls is Decimal else cls(result)

    @classmethod
    def from_number(cls, number, /):
        if isinstance(number, (int, Decimal, float)):
            return cls(number)
        raise TypeError("Cannot convert %r to Decimal" % number)

    # ------------------------------------------------------------ asking

    def is_nan(self):
        return self._special in ("n", "N") and bool(self._special)

    def is_qnan(self):
        return self._special == "n"

    def is_snan(self):
        return self._special == "N"

    def is_infinite(self):
        return self._special == "F"

    def is_finite(self):
        return not self._special

    def is_zero(self):
        return not self._special and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def is_normal(self, context=None):
        return not self._special and bool(self._int) and self.adjusted() >= (context or getcontext()).Emin

    def is_subnormal(self, context=None):
        return not self._special and bool(self._int) and self.adjusted() < (context or getcontext()).Emin

    def is_canonical(self):
        return True

    def adjusted(self):
        return 0 if self._special else self._exp + len(str(self._int)) - 1

    def as_tuple(self):
        digits = tuple(map(int, str(self._int)))
        if self._special:
            return DecimalTuple(self._sign, (0,) if self._special == "F" else digits if self._int else (), self._special)
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer ratio")
            raise OverflowError("cannot convert Infinity to integer ratio")
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * 10**self._exp, 1
        d = 10**-self._exp
        g = math.gcd(n, d)
        return n // g, d // g

    real = property(lambda self: self)
    imag = property(lambda self: _ZERO)

    def conjugate(self):
        return self

    def __bool__(self):
        return bool(self._special) or self._int != 0

    # ------------------------------------------------------------ text

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        return self._text(False)

    def to_eng_string(self, context=None):
        return self._text(True, context)

    def _text(self, engineering, context=None):
        sign = "-" if self._sign else ""
        if self._special:
            if self._special == "F":
                return sign + "Infinity"
            return sign + ("sNaN" if self._special == "N" else "NaN") + (str(self._int) if self._int else "")
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not engineering:
            point = 1
        elif self._int == 0:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            whole, fraction = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + "0" * (point - len(digits)), ""
        else:
            whole, fraction = digits[:point], "." + digits[point:]
        exponent = ""
        if left != point:
            letter = "E" if (context or getcontext()).capitals else "e"
            exponent = f"{letter}{left - point:+d}"
        return sign + whole + fraction + exponent

    def __format__(self, spec, context=None):
        return _formatted(self, spec, context or getcontext())

    # ------------------------------------------------------------ comparing

    def _order(self, other):
        """-1, 0 or 1; neither is a NaN."""
        if self._special or other._special:
            a = (-1 if self._sign else 1) if self._special else 0
            b = (-1 if other._sign else 1) if other._special else 0
            return (a > b) - (a < b)
        a, b = _aligned(self, other)
        return (a > b) - (a < b)

    def _compared(self, other, test, ordering):
        other = _other_for_comparison(other, ordering)
        if other is NotImplemented:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            if ordering or self.is_snan() or other.is_snan():
                getcontext()._signal(InvalidOperation)
            return False
        return test(self._order(other))

    def __eq__(self, other):
        return self._compared(other, lambda o: o == 0, False)

    def __lt__(self, other):
        return self._compared(other, lambda o: o < 0, True)

    def __le__(self, other):
        return self._compared(other, lambda o: o <= 0, True)

    def __gt__(self, other):
        return self._compared(other, lambda o: o > 0, True)

    def __ge__(self, other):
        return self._compared(other, lambda o: o >= 0, True)

    def __hash__(self):
        if self._special:
            if self.is_snan():
                raise TypeError("Cannot hash a signaling NaN value")
            if self.is_nan():
                return object.__hash__(self)
            return -314159 if self._sign else 314159
        modulus = (1 << 61) - 1
        power = pow(10, self._exp, modulus) if self._exp >= 0 else pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._int * power % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    def compare(self, other, context=None):
        other = _operand(other)
        if self.is_nan() or other.is_nan():
            return _nan_result(self, other, context or getcontext())
        return Decimal(self._order(other))

    def compare_total(self, other, context=None):
        def key(d):
            rank = {"": 0, "F": 1, "N": 2, "n": 3}[d._special]
            return -rank if d._sign else rank

        other = _operand(other)
        if key(self) != key(other) or self._special:
            a, b = key(self), key(other)
            return Decimal((a > b) - (a < b))
        if self._sign != other._sign:
            return Decimal(-1 if self._sign else 1)
        order = self._order(other)
        if not order:
            order = (self._exp > other._exp) - (self._exp < other._exp)
            order = -order if self._sign else order
        return Decimal(order)

    def same_quantum(self, other, context=None):
        other = _operand(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def max(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        if self.is_nan() or other.is_nan():
            return _number_beside_nan(self, other, context)
        order = self._order(other) or int(self.compare_total(other))
        return _rounded(other if order < 0 else self, context)

    def min(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        if self.is_nan() or other.is_nan():
            return _number_beside_nan(self, other, context)
        order = self._order(other) or int(self.compare_total(other))
        return _rounded(self if order < 0 else other, context)

    # ------------------------------------------------------------ arithmetic

    def __neg__(self):
        if self.is_nan():
            return _nan_result(self, self, getcontext())
        if not self and getcontext().rounding != ROUND_FLOOR:
            return _rounded(self.copy_abs(), getcontext())
        return _rounded(_negated(self), getcontext())

    def __pos__(self):
        if self.is_nan():
            return _nan_result(self, self, getcontext())
        if not self and getcontext().rounding != ROUND_FLOOR:
            return _rounded(self.copy_abs(), getcontext())
        return _rounded(self, getcontext())

    def __abs__(self):
        if self.is_nan():
            return _nan_result(self, self, getcontext())
        return _rounded(self.copy_abs(), getcontext())

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._special)

    def copy_negate(self):
        return _negated(self)

    def copy_sign(self, other, context=None):
        return _make(_operand(other)._sign, self._int, self._exp, self._special)

    def _binary(self, other, operation, reflected=False):
        if isinstance(other, int):
            other = Decimal(other)
        elif not isinstance(other, Decimal):
            return NotImplemented
        a, b = (other, self) if reflected else (self, other)
        return operation(a, b, getcontext())

    def __add__(self, other):
        return self._binary(other, _add)

    __radd__ = __add__

    def __sub__(self, other):
        return self._binary(other, _subtract)

    def __rsub__(self, other):
        return self._binary(other, _subtract, True)

    def __mul__(self, other):
        return self._binary(other, _multiply)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._binary(other, _divide)

    def __rtruediv__(self, other):
        return self._binary(other, _divide, True)

    def __floordiv__(self, other):
        return self._binary(other, lambda a, b, c: _divide_int(a, b, c, "floor")[0])

    def __rfloordiv__(self, other):
        return self._binary(other, lambda a, b, c: _divide_int(a, b, c, "floor")[0], True)

    def __mod__(self, other):
        return self._binary(other, lambda a, b, c: _divide_int(a, b, c, "mod")[1])

    def __rmod__(self, other):
        return self._binary(other, lambda a, b, c: _divide_int(a, b, c, "mod")[1], True)

    def __divmod__(self, other):
        return self._binary(other, _divide_int)

    def __rdivmod__(self, other):
        return self._binary(other, _divide_int, True)

    def __pow__(self, other, modulo=None):
        if modulo is not None:
            if not all(isinstance(x, (int, Decimal)) for x in (other, modulo)):
                return NotImplemented
            return Decimal(pow(int(self), int(other), int(modulo)))
        return self._binary(other, _power)

    def __rpow__(self, other, modulo=None):
        return self._binary(other, _power, True)

    def remainder_near(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        if self.is_nan() or other.is_nan() or self.is_infinite() or not other:
            return _divide_int(self, other, context)[1]
        if other.is_infinite():
            return _rounded(self, context)
        exponent = min(self._exp, other._exp)
        a, b = abs(_scaled(self, exponent)), abs(_scaled(other, exponent))
        q, r = divmod(a, b)
        if q >= 10**context.prec:
            return context._signal(DivisionImpossible)
        if 2 * r > b or 2 * r == b and q & 1:
            r -= b
        return _rounded(_make(self._sign if r >= 0 else 1 - self._sign, abs(r), exponent), context)

    def fma(self, other, third, context=None):
        other, third = _operand(other), _operand(third)
        context = context or getcontext()
        if self._special or other._special:
            return _add(_multiply(self, other, context), third, context)
        product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return _add(product, third, context)

    def sqrt(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return _nan_result(self, self, context)
        if not self:
            return _rounded(_make(self._sign, 0, self._exp >> 1), context)
        if self._sign:
            return context._signal(InvalidOperation)
        if self.is_infinite():
            return self
        ideal = self._exp >> 1
        n, exponent = self._int, self._exp
        if exponent & 1:
            n, exponent = n * 10, exponent - 1
        # Enough digits for prec + 1 in the root.
        shift = max(0, context.prec + 1 - (len(str(n)) + 1) // 2)
        n *= 100**shift
        root = math.isqrt(n)
        exponent = exponent // 2 - shift
        if root * root == n:
            while exponent < ideal and root % 10 == 0:
                root, exponent = root // 10, exponent + 1
        elif root % 5 == 0:
            # The discarded part is not zero: keep the rounding from seeing a tie.
            root += 1
        result = context.copy()
        result.rounding = ROUND_HALF_EVEN
        rounded = _rounded(_make(0, root, exponent), result)
        context.flags.update({s: True for s in _SIGNALS if result.flags[s]})
        return rounded

    def exp(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return _nan_result(self, self, context)
        if self.is_infinite():
            return _ZERO if self._sign else self
        if not self:
            return Decimal(1)
        return _transcendental(self, context, _exp_digits)

    def ln(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return _nan_result(self, self, context)
        if not self:
            return _make(1, 0, 0, "F")
        if self._sign:
            return context._signal(InvalidOperation)
        if self.is_infinite():
            return self
        if self == 1:
            return _ZERO
        return _transcendental(self, context, _ln_digits)

    def log10(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return _nan_result(self, self, context)
        if not self:
            return _make(1, 0, 0, "F")
        if self._sign:
            return context._signal(InvalidOperation)
        if self.is_infinite():
            return self
        digits = str(self._int)
        if digits[0] == "1" and not digits[1:].strip("0"):
            return _rounded(Decimal(self._exp + len(digits) - 1), context)
        return _transcendental(self, context, _log10_digits)

    def normalize(self, context=None):
        result = _rounded(self, context or getcontext())
        if result._special:
            return result
        n, exponent = result._int, result._exp
        if not n:
            return _make(result._sign, 0, 0)
        while n % 10 == 0:
            n, exponent = n // 10, exponent + 1
        return _make(result._sign, n, exponent)

    def quantize(self, exp, rounding=None, context=None):
        exp = _operand(exp)
        context = context or getcontext()
        if self.is_nan() or exp.is_nan():
            return _nan_result(self, exp, context)
        if self.is_infinite() or exp.is_infinite():
            if self.is_infinite() and exp.is_infinite():
                return self
            return context._signal(InvalidOperation)
        result = _rescaled(self, exp._exp, rounding or context.rounding)
        if len(str(result._int)) > context.prec or result.adjusted() > context.Emax:
            return context._signal(InvalidOperation)
        if result._exp > self._exp:
            context.flags[Rounded] = True
            if result != self:
                context._signal(Inexact)
        return result

    def scaleb(self, other, context=None):
        return _rounded(_make(self._sign, self._int, self._exp + int(other), self._special), context or getcontext())

    def to_integral_value(self, rounding=None, context=None):
        if self._special or self._exp >= 0:
            return self
        return _rescaled(self, 0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        return self.to_integral_value(rounding, context)

    def number_class(self, context=None):
        if self.is_nan():
            return "sNaN" if self.is_snan() else "NaN"
        sign = "-" if self._sign else "+"
        if self.is_infinite():
            return sign + "Infinity"
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def logb(self, context=None):
        return Decimal(self.adjusted())

    def radix(self):
        return Decimal(10)

    # ------------------------------------------------------------ to other numbers

    def __int__(self):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        value = self._int * 10**self._exp if self._exp >= 0 else self._int // 10**-self._exp
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self.is_snan():
            raise ValueError("cannot convert signaling NaN to float")
        return float("-nan" if self._sign else "nan") if self.is_nan() else float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return int(_rescaled(self, 0, ROUND_FLOOR)) if not self._special else int(self)

    def __ceil__(self):
        return int(_rescaled(self, 0, ROUND_CEILING)) if not self._special else int(self)

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("optional arg must be an integer")
            return self.quantize(_make(0, 1, -n), rounding=ROUND_HALF_EVEN)
        if self._special:
            return int(self)
        return int(_rescaled(self, 0, ROUND_HALF_EVEN))

    def __reduce__(self):
        return (self.__class__, (str(self),))

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(str(self))

    def __deepcopy__(self, memo):
        return self.__copy__()


numbers.Number.register(Decimal)
_ZERO = _make(0, 0, 0)
_NAN = _make(0, 0, 0, "n")


# ---------------------------------------------------------------- helpers of the arithmetic


def _operand(x):
    if isinstance(x, Decimal):
        return x
    if isinstance(x, int):
        return Decimal(x)
    raise TypeError(f"conversion from {type(x).__name__} to Decimal is not supported")


def _other_for_comparison(other, ordering):
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return Decimal(other)
    if isinstance(other, numbers.Rational):
        # Compared exactly: a quotient with many digits more than any operand here has.
        context = Context(prec=400, traps=[])
        return _divide(Decimal(other.numerator), Decimal(other.denominator), context)
    if isinstance(other, complex) and not ordering and other.imag == 0:
        other = other.real
    if isinstance(other, float):
        context = getcontext()
        context.flags[FloatOperation] = True
        if ordering and context.traps[FloatOperation]:
            raise FloatOperation("strict semantics for mixing floats and Decimals are enabled")
        return Decimal.from_float(other)
    return NotImplemented


def _negated(d):
    return _make(1 - d._sign, d._int, d._exp, d._special)


def _scaled(d, exponent):
    """The signed coefficient of d at an exponent not above its own."""
    n = d._int * 10 ** (d._exp - exponent)
    return -n if d._sign else n


def _aligned(a, b):
    exponent = min(a._exp, b._exp)
    return _scaled(a, exponent), _scaled(b, exponent)


def _nan_result(a, b, context):
    for d in (a, b):
        if d.is_snan():
            return context._signal(InvalidOperation, _make(d._sign, d._int, 0, "n"))
    return a if a.is_nan() else b


def _number_beside_nan(a, b, context):
    """max() and min() prefer a number to a quiet NaN."""
    if a.is_qnan() and not b.is_nan():
        return _rounded(b, context)
    if b.is_qnan() and not a.is_nan():
        return _rounded(a, context)
    return _nan_result(a, b, context)


def _round_up(n, rest, half, sign, rounding):
    """Whether a coefficient n with a discarded rest (in units where half is a tie) grows by one."""
    if not rest:
        return False
    if rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return not sign
    if rounding == ROUND_FLOOR:
        return bool(sign)
    if rounding == ROUND_05UP:
        return n % 5 == 0
    if 2 * rest != half:
        return 2 * rest > half
    return rounding == ROUND_HALF_UP or rounding == ROUND_HALF_EVEN and n & 1 == 1


def _rescaled(d, exponent, rounding):
    """d with that exponent."""
    if d._exp >= exponent or not d._int:
        n = d._int * 10 ** (d._exp - exponent) if d._int else 0
        return _make(d._sign, n, exponent)
    unit = 10 ** (exponent - d._exp)
    n, rest = divmod(d._int, unit)
    return _make(d._sign, n + _round_up(n, rest, unit, d._sign, rounding), exponent)


def _rounded(d, context):
    """d as the context can hold it, with the conditions that this raises."""
    if d._special:
        if d.is_nan() and len(str(d._int)) > context.prec:
            return _make(d._sign, d._int % 10**context.prec, 0, d._special)
        return d
    digits = len(str(d._int))
    etiny = context.Emin - context.prec + 1
    if not d._int:
        top = context.Emax if context.clamp == 0 else context.Emax - context.prec + 1
        exponent = min(max(d._exp, etiny), top)
        if exponent != d._exp:
            context._signal(Clamped)
            return _make(d._sign, 0, exponent)
        return d
    adjusted = d._exp + digits - 1
    if adjusted > context.Emax:
        return _overflow(d._sign, context)
    lowest = max(digits - context.prec + d._exp, etiny)
    subnormal = adjusted < context.Emin
    if d._exp >= lowest:
        if subnormal:
            context._signal(Subnormal)
        return d
    result = _rescaled(d, lowest, context.rounding)
    inexact = d._int % 10 ** (lowest - d._exp) != 0
    if len(str(result._int)) > context.prec:
        result = _make(result._sign, result._int // 10, result._exp + 1)
    if result.adjusted() > context.Emax:
        return _overflow(d._sign, context)
    if subnormal and inexact:
        context._signal(Underflow)
    if subnormal:
        context._signal(Subnormal)
    if inexact:
        context._signal(Inexact)
    context._signal(Rounded)
    if not result._int:
        context._signal(Clamped)
    return result


def _overflow(sign, context):
    context.flags[Inexact] = context.flags[Rounded] = True
    towards_zero = context.rounding == ROUND_DOWN or context.rounding == ROUND_05UP or context.rounding == (ROUND_CEILING if sign else ROUND_FLOOR)
    if towards_zero:
        largest = _make(sign, 10**context.prec - 1, context.Emax - context.prec + 1)
        return context._signal(Overflow, largest)
    return context._signal(Overflow, _make(sign, 0, 0, "F"))


def _add(a, b, context):
    if a._special or b._special:
        if a.is_nan() or b.is_nan():
            return _nan_result(a, b, context)
        if a.is_infinite():
            if b.is_infinite() and a._sign != b._sign:
                return context._signal(InvalidOperation)
            return a
        return b
    exponent = min(a._exp, b._exp)
    if a._int and b._int and abs(a.adjusted() - b.adjusted()) > 2 * context.prec + 10:
        # The small one only decides the rounding: replace it by the smallest amount that does so too.
        big, small = (a, b) if a.adjusted() > b.adjusted() else (b, a)
        exponent = big.adjusted() - context.prec - 3
        if big._exp >= exponent and small.adjusted() < exponent:
            small = _make(small._sign, 1, exponent - 1)
            a, b = big, small
            exponent -= 1
        else:
            exponent = min(a._exp, b._exp)
    total = _scaled(a, exponent) + _scaled(b, exponent)
    if total == 0:
        if a._int == 0 and b._int == 0:
            sign = a._sign & b._sign or (context.rounding == ROUND_FLOOR and a._sign != b._sign)
        else:
            sign = context.rounding == ROUND_FLOOR
        return _rounded(_make(int(sign), 0, exponent), context)
    return _rounded(_make(int(total < 0), abs(total), exponent), context)


def _subtract(a, b, context):
    return _add(a, b if b.is_nan() else _negated(b), context)


def _multiply(a, b, context):
    sign = a._sign ^ b._sign
    if a._special or b._special:
        if a.is_nan() or b.is_nan():
            return _nan_result(a, b, context)
        if not a or not b:
            return context._signal(InvalidOperation)
        return _make(sign, 0, 0, "F")
    return _rounded(_make(sign, a._int * b._int, a._exp + b._exp), context)


def _divide(a, b, context):
    sign = a._sign ^ b._sign
    if a._special or b._special:
        if a.is_nan() or b.is_nan():
            return _nan_result(a, b, context)
        if a.is_infinite() and b.is_infinite():
            return context._signal(InvalidOperation)
        if a.is_infinite():
            return _make(sign, 0, 0, "F")
        context._signal(Clamped)
        return _make(sign, 0, context.Emin - context.prec + 1)
    if not b:
        if not a:
            return context._signal(DivisionUndefined)
        return context._signal(DivisionByZero, _make(sign, 0, 0, "F"))
    ideal = a._exp - b._exp
    if not a:
        return _rounded(_make(sign, 0, ideal), context)
    shift = len(str(b._int)) - len(str(a._int)) + context.prec + 1
    exponent = ideal - shift
    if shift >= 0:
        quotient, rest = divmod(a._int * 10**shift, b._int)
    else:
        quotient, rest = divmod(a._int, b._int * 10**-shift)
    if rest:
        if quotient % 5 == 0:
            # Not exact: no false tie when rounding.
            quotient += 1
    else:
        while exponent < ideal and quotient % 10 == 0:
            quotient, exponent = quotient // 10, exponent + 1
    return _rounded(_make(sign, quotient, exponent), context)


def _divide_int(a, b, context, wanted="both"):
    """(quotient towards zero, remainder with a's sign)"""
    sign = a._sign ^ b._sign
    if a.is_nan() or b.is_nan():
        result = _nan_result(a, b, context)
        return result, result
    if a.is_infinite():
        if wanted == "floor" and not b.is_infinite():
            return _make(sign, 0, 0, "F"), None
        if wanted == "both" and not b.is_infinite():
            return _make(sign, 0, 0, "F"), context._signal(InvalidOperation)
        invalid = context._signal(InvalidOperation)
        return invalid, invalid
    if not b:
        if not a:
            undefined = context._signal(DivisionUndefined)
            return undefined, undefined
        if wanted == "mod":
            return None, context._signal(InvalidOperation)
        infinity = context._signal(DivisionByZero, _make(sign, 0, 0, "F"))
        return infinity, context._signal(InvalidOperation) if wanted == "both" else None
    ideal = min(a._exp, b._exp)
    if b.is_infinite():
        return _make(sign, 0, 0), _rounded(a, context)
    x, y = abs(_scaled(a, ideal)), abs(_scaled(b, ideal))
    quotient, rest = divmod(x, y)
    if quotient >= 10**context.prec:
        impossible = context._signal(DivisionImpossible)
        return impossible, impossible
    return _make(sign, quotient, 0), _rounded(_make(a._sign, rest, ideal), context)


def _power(a, b, context):
    if a.is_nan() or b.is_nan():
        return _nan_result(a, b, context)
    if not b:
        return context._signal(InvalidOperation) if not a else Decimal(1)
    integral = not b._special and b == b.to_integral_value()
    sign = 0
    if a._sign:
        if integral:
            sign = int(b) & 1
        elif a:
            return context._signal(InvalidOperation)
        a = a.copy_abs()
    if not a:
        return _make(sign, 0, 0) if not b._sign else _make(sign, 0, 0, "F")
    if a.is_infinite():
        return _make(sign, 0, 0, "F") if not b._sign else _make(sign, 0, 0)
    if b.is_infinite():
        order = a._order(Decimal(1))
        if order == 0:
            return _rounded(_make(0, 10 ** (context.prec - 1), 1 - context.prec), context)
        return _ZERO if (order > 0) == bool(b._sign) else _make(0, 0, 0, "F")
    if integral and abs(int(b)) <= 10000 and b._sign == 0:
        n = int(b)
        result = _rounded(_make(sign, a._int**n, a._exp * n), context)
        return result
    if integral and abs(int(b)) <= 10000:
        n = -int(b)
        denominator = _make(sign, a._int**n, a._exp * n)
        result = _divide(Decimal(1), denominator, context)
        return result
    exact = _exact_root(a, b, context)
    if exact is not None:
        return exact
    work = Context(prec=context.prec + 15 + abs(b.adjusted()) + abs(a.adjusted()).bit_length(), rounding=ROUND_HALF_EVEN, traps=[], Emax=MAX_EMAX, Emin=MIN_EMIN)
    result = _multiply(b, a.ln(work), work).exp(work)
    return _rounded(_make(sign, result._int, result._exp, result._special), context)


def _exact_root(a, b, context):
    """a ** b where that is an exact decimal, such as 4 ** 0.5; None elsewhere."""
    numerator, denominator = b.as_integer_ratio()
    if denominator == 1 or denominator > 64 or abs(numerator) > 1000:
        return None
    n, exponent = a._int, a._exp
    while exponent % denominator:
        n, exponent = n * 10, exponent - 1
    root = round(n ** (1 / denominator)) if n < 10**300 else 0
    for candidate in (root - 1, root, root + 1):
        if candidate > 0 and candidate**denominator == n:
            base = _make(0, candidate, exponent // denominator)
            result = _power(base, Decimal(numerator), context)
            digits = len(str(result._int))
            # An exact power of an inexact kind is given with all its digits.
            pad = context.prec - digits
            return result if pad <= 0 else _make(result._sign, result._int * 10**pad, result._exp - pad)
    return None


# ---------------------------------------------------------------- exp, ln, log10 on scaled integers


def _fixed(d, places):
    """d as an integer in units of 10**-places, rounded."""
    scaled = _rescaled(d, -places, ROUND_HALF_EVEN)
    return -scaled._int if scaled._sign else scaled._int


def _fixed_exp(x, places):
    """exp(x / 10**places) * 10**places for a small x."""
    unit = 10**places
    # Halve until the series is short, square back afterwards.
    halvings = max(0, (abs(x) * 16 // unit).bit_length())
    guard = halvings + 10
    x = (x * 10**guard) >> halvings
    unit *= 10**guard
    total = term = unit
    i = 1
    while term:
        term = term * x // (unit * i)
        total += term
        i += 1
        if -1 <= term <= 1 and i > 5:
            break
    for _ in range(halvings):
        total = total * total // unit
    return total // 10**guard


def _fixed_ln(numerator, denominator, places):
    """ln(numerator / denominator) * 10**places, by Newton's iteration on exp."""
    unit = 10**places
    estimate = int((math.log(numerator) - math.log(denominator)) * 10**15) * unit // 10**15
    target = numerator * unit // denominator
    precision = 12
    while precision < places + 5:
        exponential = _fixed_exp(estimate, places)
        estimate += 2 * (target - exponential) * unit // (target + exponential)
        # Halley's form triples the correct digits.
        precision *= 2
    return estimate


def _fixed_ln10(places):
    return _fixed_ln(10, 1, places)


def _exp_digits(d, places):
    """(integer, exponent) with about `places` significant digits of exp(d)."""
    work = places + max(d.adjusted(), 0) + 10
    ln10 = _fixed_ln10(work)
    x = _fixed(d, work)
    power, rest = divmod(x, ln10)
    return _fixed_exp(rest, work), power - work


def _ln_digits(d, places):
    work = places + 10 + max(0, -(abs(d - 1)).adjusted() if d != 1 else 0)
    digits = len(str(d._int))
    # d = m * 10**k with 1 <= m < 10
    k = d._exp + digits - 1
    if abs(k) <= 1:
        # Near 1 the two parts would cancel.
        n = d._int * 10**d._exp if d._exp >= 0 else d._int
        m = 1 if d._exp >= 0 else 10**-d._exp
        return _fixed_ln(n, m, work), -work
    value = _fixed_ln(d._int, 10 ** (digits - 1), work) + k * _fixed_ln10(work)
    return value, -work


def _log10_digits(d, places):
    value, exponent = _ln_digits(d, places + 10)
    return value * 10**-exponent // _fixed_ln10(-exponent), exponent


def _transcendental(d, context, digits_of):
    """The function's value, correctly rounded: with more digits until no tie is in doubt."""
    extra = 6
    exact = Context(prec=MAX_PREC, traps=[], Emax=MAX_EMAX, Emin=MIN_EMIN)
    with _ContextManager(exact):
        while True:
            value, exponent = digits_of(d, context.prec + extra)
            length = len(str(abs(value)))
            if length - context.prec >= 3:
                tail = abs(value) % 10 ** (length - context.prec)
                half = 5 * 10 ** (length - context.prec - 1)
                slack = 10 ** max(length - context.prec - extra + 3, 1)
                if abs(tail - half) > slack and tail > slack and 2 * half - tail > slack or extra > 60:
                    break
            extra += 10
    work = context.copy()
    work.rounding = ROUND_HALF_EVEN
    # A digit behind the others: the value is never exact.
    result = _rounded(_make(int(value < 0), abs(value) * 10 + 1, exponent - 1), work)
    context.flags.update({s: True for s in _SIGNALS if work.flags[s]})
    return result


# ---------------------------------------------------------------- format()


def _formatted(d, spec, context):
    fill, align, sign, zero, alternate, width, grouping, precision, kind = _parsed_spec(spec)
    if d._special:
        body = str(d.copy_abs())
        digits, rest = body + ("%" if kind == "%" else ""), ""
        if zero:
            # Only digits are padded with zeros.
            zero, fill, align = False, " ", ">"
    else:
        value = d
        rounding = context.rounding
        if kind == "%":
            value = _make(d._sign, d._int, d._exp + 2)
        if precision is not None:
            if kind in ("f", "F", "%"):
                value = _rescaled(value, -precision, rounding)
            elif kind in ("e", "E"):
                value = _to_digits(value, precision + 1, rounding)
            elif len(str(value._int)) > max(precision, 1):
                value = _to_digits(value, max(precision, 1), rounding)
        elif kind == "%" or kind in ("f", "F"):
            if value._exp > 0:
                value = _rescaled(value, 0, rounding)
        digits, rest = _laid_out(value, kind, precision, context)
    prefix = "-" if d._sign else sign if sign in ("+", " ") else ""
    if grouping and not d._special:
        digits = _grouped(digits, grouping, width - len(prefix) - len(rest) if zero else 0)
    elif zero:
        digits = digits.rjust(width - len(prefix) - len(rest), "0")
    text = digits + rest
    pad = max(0, width - len(prefix) - len(text))
    if align == "=":
        return prefix + fill * pad + text
    text = prefix + text
    if align == "<":
        return text + fill * pad
    if align == "^":
        return fill * (pad // 2) + text + fill * (pad - pad // 2)
    return fill * pad + text


def _to_digits(d, count, rounding):
    if not d._int:
        return d
    exponent = d._exp + len(str(d._int)) - count
    result = _rescaled(d, exponent, rounding)
    if len(str(result._int)) > count:
        result = _rescaled(result, exponent + 1, rounding)
    return result


def _laid_out(d, kind, precision, context):
    """(digits before the point, the rest) without sign."""
    digits = str(d._int)
    left = d._exp + len(digits)
    if kind in ("e", "E"):
        # A zero has its precision's zeros behind the point.
        point = 1 - precision if not d._int and precision is not None else 1
    elif kind in ("f", "F", "%"):
        point = left
    elif d._exp <= 0 and left > -6:
        point = left
    else:
        point = 1
    if point <= 0:
        whole, fraction = "0", "0" * -point + digits
    elif point >= len(digits):
        whole, fraction = digits + "0" * (point - len(digits)), ""
    else:
        whole, fraction = digits[:point], digits[point:]
    rest = "." + fraction if fraction else ""
    if left != point or kind in ("e", "E"):
        letter = kind if kind in ("e", "E") else "e" if kind == "g" else "E" if context.capitals or kind == "G" else "e"
        exponent = left - point
        rest += f"{letter}{exponent:+d}"
    return whole, rest + ("%" if kind == "%" else "")


def _grouped(digits, separator, minimum):
    while True:
        groups = []
        rest = digits
        while len(rest) > 3:
            groups.insert(0, rest[-3:])
            rest = rest[:-3]
        text = separator.join([rest, *groups]) if rest else separator.join(groups)
        if len(text) >= minimum:
            return text
        digits = "0" + digits


def _parsed_spec(spec):
    at = 0
    fill, align = " ", None
    if len(spec) > 1 and spec[1] in "<>=^":
        fill, align, at = spec[0], spec[1], 2
    elif spec[:1] and spec[0] in "<>=^":
        align, at = spec[0], 1
    sign = "-"
    if spec[at : at + 1] and spec[at] in "+- ":
        sign, at = spec[at], at + 1
    alternate = False
    if spec[at : at + 1] == "z":
        raise NotImplementedError("the 'z' option of Decimal formats is not supported in Timeslice")
    if spec[at : at + 1] == "#":
        alternate, at = True, at + 1
    zero = False
    if spec[at : at + 1] == "0":
        if align is None:
            zero, fill, align = True, "0", "="
        at += 1
    start = at
    while spec[at : at + 1].isdigit():
        at += 1
    width = int(spec[start:at] or 0)
    grouping = ""
    if spec[at : at + 1] == ",":
        grouping, at = spec[at], at + 1
    precision = None
    if spec[at : at + 1] == ".":
        start = at = at + 1
        while spec[at : at + 1].isdigit():
            at += 1
        if at == start:
            raise ValueError("invalid format string")
        precision = int(spec[start:at])
    kind = spec[at:]
    if len(kind) > 1 or kind and kind not in "eEfFgGn%":
        raise ValueError("invalid format string")
    return fill, align or ">", sign, zero, alternate, width, grouping, precision, "g" if kind == "n" else kind
