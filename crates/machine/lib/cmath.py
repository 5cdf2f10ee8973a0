"""Mathematics of complex numbers, made of those of real ones."""

import math

__all__ = [
    "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "e", "exp", "inf", "infj", "isclose", "isfinite", "isinf",
    "isnan", "log", "log10", "nan", "nanj", "phase", "pi", "polar", "rect", "sin", "sinh", "sqrt", "tan", "tanh", "tau",
]  # fmt: skip

pi, e, tau, inf, nan = math.pi, math.e, math.tau, math.inf, math.nan
infj = complex(0.0, inf)
nanj = complex(0.0, nan)


def _c(z):
    return z if isinstance(z, complex) else complex(z)


def phase(z, /):
    """Return argument, also known as the phase angle, of a complex."""
    z = _c(z)
    return math.atan2(z.imag, z.real)


def polar(z, /):
    """Convert a complex from rectangular coordinates to polar coordinates."""
    z = _c(z)
    return math.hypot(z.real, z.imag), phase(z)


def rect(r, phi, /):
    """Convert from polar coordinates to rectangular coordinates."""
    if phi == 0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def isfinite(z, /):
    z = _c(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isnan(z, /):
    z = _c(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isinf(z, /):
    z = _c(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    a, b = _c(a), _c(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


def exp(z, /):
    z = _c(z)
    size = math.exp(z.real)
    return complex(size * math.cos(z.imag), size * math.sin(z.imag))


def log(z, base=None, /):
    z = _c(z)
    if z == 0:
        raise ValueError("math domain error")
    result = complex(_log_abs(z), phase(z))
    return result if base is None else result / log(base)


def _log_abs(z):
    x, y = abs(z.real), abs(z.imag)
    size = math.hypot(x, y)
    if 0.71 <= size <= 1.73:
        # Near 1 the logarithm of the size would lose its digits (`c_log` of cmathmodule.c).
        x, y = max(x, y), min(x, y)
        return math.log1p((x - 1) * (x + 1) + y * y) / 2
    return math.log(size)


def log10(z, /):
    z = log(z)
    return complex(z.real / math.log(10.0), z.imag / math.log(10.0))


def sqrt(z, /):
    z = _c(z)
    if z == 0:
        return complex(0.0, z.imag)
    x, y = abs(z.real), abs(z.imag)
    # Divided by 8 so that nothing overflows (`cmath_sqrt_impl`).
    s = 2.0 * math.sqrt(x / 8.0 + math.hypot(x / 8.0, y / 8.0))
    d = y / (2.0 * s)
    if z.real >= 0.0:
        return complex(s, math.copysign(d, z.imag))
    return complex(d, math.copysign(s, z.imag))


def cosh(z, /):
    z = _c(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def sinh(z, /):
    z = _c(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def tanh(z, /):
    z = _c(z)
    tx = math.tanh(z.real)
    ty = math.tan(z.imag)
    cx = 1.0 / math.cosh(z.real)
    txty = tx * ty
    denominator = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)


def cos(z, /):
    z = _c(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    z = _c(z)
    r = sinh(complex(-z.imag, z.real))
    return complex(r.imag, -r.real)


def tan(z, /):
    z = _c(z)
    r = tanh(complex(-z.imag, z.real))
    return complex(r.imag, -r.real)


def acos(z, /):
    z = _c(z)
    s1 = sqrt(complex(1.0 - z.real, -z.imag))
    s2 = sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * math.atan2(s1.real, s2.real), math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def acosh(z, /):
    z = _c(z)
    s1 = sqrt(complex(z.real - 1.0, z.imag))
    s2 = sqrt(complex(z.real + 1.0, z.imag))
    return complex(math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * math.atan2(s1.imag, s2.real))


def asinh(z, /):
    z = _c(z)
    s1 = sqrt(complex(1.0 + z.imag, -z.real))
    s2 = sqrt(complex(1.0 - z.imag, z.real))
    return complex(math.asinh(s1.real * s2.imag - s2.real * s1.imag), math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def asin(z, /):
    z = _c(z)
    s = asinh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def atanh(z, /):
    z = _c(z)
    if z.real < 0.0 or (z.real == 0.0 and math.copysign(1.0, z.real) < 0.0):
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real == 1.0 and ay == 0.0:
        raise ValueError("math domain error")
    real = math.log1p(4.0 * z.real / ((1 - z.real) * (1 - z.real) + ay * ay)) / 4.0
    imag = -math.atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0
    return complex(real, imag)


def atan(z, /):
    z = _c(z)
    s = atanh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)
