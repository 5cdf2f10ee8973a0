import cmath
import shlex
import unicodedata

print(unicodedata.category('é'), unicodedata.category('1'), unicodedata.category(' '), unicodedata.category('€'))
print(unicodedata.normalize('NFD', 'é').encode(), unicodedata.normalize('NFC', 'e\u0301') == 'é', unicodedata.is_normalized('NFC', 'é'))
print(''.join(c for c in unicodedata.normalize('NFKD', 'Crème Brûlée ﬁ ①') if not unicodedata.combining(c)))
print(unicodedata.normalize('NFKC', 'ＡＢＣ１２３ カﾞ'), len(unicodedata.normalize('NFD', '한글')), unicodedata.normalize('NFC', unicodedata.normalize('NFD', '한글')))
print(unicodedata.numeric('½'), unicodedata.digit('²'), unicodedata.decimal('७'), unicodedata.combining('\u0301'), unicodedata.numeric('x', -1))
for bad in (lambda: unicodedata.category('ab'), lambda: unicodedata.category(1), lambda: unicodedata.numeric('x'), lambda: unicodedata.normalize('NFX', 'a')):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(cmath.sqrt(-1), cmath.phase(1j), cmath.polar(1 + 1j), cmath.exp(1j * cmath.pi), cmath.log(-1), cmath.isclose(1, 1 + 1e-12))
for f in (cmath.sin, cmath.cos, cmath.tan, cmath.sinh, cmath.cosh, cmath.tanh, cmath.asin, cmath.acos, cmath.atan, cmath.asinh, cmath.acosh, cmath.atanh, cmath.log10):
    z = f(0.3 + 0.4j)
    print(f.__name__, round(z.real, 9), round(z.imag, 9))
print(cmath.rect(2, 1), cmath.isnan(complex('nan')), cmath.isinf(cmath.infj), cmath.isfinite(1j), cmath.tau)
print(shlex.split("a 'b c' \"d e\" f\\ g # no"), shlex.quote("it's"), shlex.join(['a b', 'c']), list(shlex.shlex('x = "y z"')))
try:
    shlex.split("'open")
except ValueError as e:
    print(e)
