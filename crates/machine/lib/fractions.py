"""Exact rational numbers."""

import math
import numbers
import operator

__all__ = ["Fraction"]


def _parse(text):
    """numerator and denominator of '3/4', '-1.5', '2e-3'."""
    error = ValueError(f"Invalid literal for Fraction: {text!r}")
    body = text.strip().replace("_", "")
    sign = -1 if body[:1] == "-" else 1
    body = body[1:] if body[:1] in ("+", "-") else body
    if "/" in body:
        top, _, bottom = body.partition("/")
        if not (top.isdigit() and bottom.isdigit()):
            raise error
        return sign * int(top), int(bottom)
    number, _, exponent = body.lower().partition("e")
    if "e" in body.lower() and not exponent.lstrip("+-").isdigit():
        raise error
    whole, dot, decimals = number.partition(".")
    if not (whole or decimals) or not (whole + decimals).isdigit():
        raise error
    top = int(whole + decimals)
    power = (int(exponent) if exponent else 0) - len(decimals)
    return (sign * top * 10**power, 1) if power >= 0 else (sign * top, 10**-power)


def _exact_add(a, b):
    return Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)


def _exact_sub(a, b):
    return Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)


def _exact_mul(a, b):
    return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)


def _exact_div(a, b):
    top, bottom = a.numerator * b.denominator, a.denominator * b.numerator
    if bottom == 0:
        raise ZeroDivisionError(f"Fraction({top}, 0)")
    return Fraction(top, bottom)


def _exact_floordiv(a, b):
    return (a.numerator * b.denominator) // (a.denominator * b.numerator)


def _exact_mod(a, b):
    return Fraction((a.numerator * b.denominator) % (b.numerator * a.denominator), a.denominator * b.denominator)


def _exact_divmod(a, b):
    return _exact_floordiv(a, b), _exact_mod(a, b)


def _operator(exact, inexact):
    """An operator and its reflection: exact between rationals, else as floats do it."""

    def forward(a, b):
        if isinstance(b, (int, Fraction)):
            return exact(a, b)
        if isinstance(b, float):
            return inexact(float(a), b)
        if isinstance(b, complex):
            return inexact(complex(a), b)
        return NotImplemented

    def reverse(b, a):
        if isinstance(a, numbers.Rational):
            return exact(a, b)
        if isinstance(a, numbers.Real):
            return inexact(float(a), float(b))
        if isinstance(a, numbers.Complex):
            return inexact(complex(a), complex(b))
        return NotImplemented

    return forward, reverse


class Fraction(numbers.Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, str):
                numerator, denominator = _parse(numerator)
                if denominator == 0:
                    raise ZeroDivisionError(f"Fraction({numerator}, 0)")
            elif hasattr(numerator, "as_integer_ratio"):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            else:
                raise TypeError("argument should be a string or a Rational instance")
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator,
            )
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self._numerator = numerator // divisor
        self._denominator = denominator // divisor
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, then the better of the two bounds.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __format__(self, spec):
        if not spec:
            return str(self)
        if spec[-1] in "eEgG":
            return format(float(self), spec)
        if spec[-1] in "fF%":
            from decimal import Context

            # Enough digits that rounding to the asked precision is rounding of the exact value.
            context = Context(prec=60 + len(str(abs(self._numerator))))
            exact = context.divide(context.create_decimal(self._numerator), context.create_decimal(self._denominator))
            return format(exact, spec)
        # Aligned to the right like other numbers.
        aligned = spec[0] in "<>^" or spec[1:2] in ("<", ">", "^")
        return format(str(self), spec if aligned else ">" + spec)

    def __hash__(self):
        modulus = (1 << 61) - 1
        try:
            inverse = pow(self._denominator, -1, modulus)
        except ValueError:
            result = 314159
        else:
            result = hash(hash(abs(self._numerator)) * inverse)
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __eq__(self, other):
        if type(other) is int:
            return self._numerator == other and self._denominator == 1
        if isinstance(other, numbers.Rational):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, numbers.Complex) and not isinstance(other, numbers.Real) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return 0.0 == other
            return self == Fraction.from_float(other)
        return NotImplemented

    def _compared(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, Fraction.from_float(other))
        return NotImplemented

    def __lt__(self, other):
        return self._compared(other, operator.lt)

    def __gt__(self, other):
        return self._compared(other, operator.gt)

    def __le__(self, other):
        return self._compared(other, operator.le)

    def __ge__(self, other):
        return self._compared(other, operator.ge)

    def __bool__(self):
        return bool(self._numerator)

    __add__, __radd__ = _operator(_exact_add, operator.add)
    __sub__, __rsub__ = _operator(_exact_sub, operator.sub)
    __mul__, __rmul__ = _operator(_exact_mul, operator.mul)
    __truediv__, __rtruediv__ = _operator(_exact_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _operator(_exact_floordiv, operator.floordiv)
    __mod__, __rmod__ = _operator(_exact_mod, operator.mod)
    __divmod__, __rdivmod__ = _operator(_exact_divmod, divmod)

    def __pos__(self):
        return Fraction(self._numerator, self._denominator)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    __trunc__ = __int__

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator or rest * 2 == self._denominator and whole % 2 == 0:
                return whole
            return whole + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __pow__(self, b, modulo=None):
        if modulo is not None:
            return NotImplemented
        if isinstance(b, numbers.Rational):
            if b.denominator != 1:
                return float(self) ** float(b)
            power = b.numerator
            if power >= 0:
                return Fraction(self._numerator**power, self._denominator**power)
            if self._numerator == 0:
                raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
            return Fraction(self._denominator**-power, self._numerator**-power)
        return float(self) ** b if isinstance(b, (float, complex)) else NotImplemented

    def __rpow__(self, a, modulo=None):
        if modulo is not None:
            return NotImplemented
        if self._denominator == 1 and self._numerator >= 0:
            return a**self._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** self
        return a**self._numerator if self._denominator == 1 else a ** float(self)

    def __reduce__(self):
        return (self.__class__, (self._numerator, self._denominator))

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
