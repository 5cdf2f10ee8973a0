import math

print(math.pi, math.e, math.inf, -math.inf, math.nan, math.tau)
print(math.sqrt(16), math.isqrt(17), math.cbrt(27), math.pow(2, 3), math.exp(1), math.log(math.e), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(0))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.fabs(-3), math.copysign(3, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.modf(3.25))
print(math.factorial(10), math.gcd(12, 18, 24), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.prod([1, 2, 3, 4]), math.dist([0, 0], [3, 4]), math.hypot(3, 4))
print(round(math.sin(math.pi / 6), 10), round(math.cos(math.pi / 3), 10), math.tan(0), math.degrees(math.pi), math.radians(180), math.atan2(1, 1), math.asin(1), math.sinh(0))
print(math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.fsum([0.1] * 10), sum([0.1] * 10))
print(math.frexp(8), math.ldexp(0.5, 4), math.ulp(1.0), math.nextafter(1, 2), math.sumprod([1, 2], [3, 4]), math.gamma(5), math.erf(0))
for call in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.exp(1000), lambda: math.floor(math.inf), lambda: math.isqrt(-1), lambda: math.acos(2), lambda: math.sqrt('a')):
    try:
        call()
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
print(math.factorial(25), math.isqrt(10 ** 40), math.gcd(2 ** 70, 6 ** 30), math.comb(60, 30), math.log(10 ** 100), math.floor(1e20))
