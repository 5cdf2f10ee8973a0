"""values whose numbers, items and texts come from Python."""

import math, io, random
class Idx:

    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n
class Num:

    def __float__(self):
        return 2.5

    def __int__(self):
        return 7

    def __complex__(self):
        return 1j
class B:

    def __bytes__(self):
        return b'xyz'
class Bad:

    def __index__(self):
        return 'a'

    def __float__(self):
        return 1
def gen(*a):
    yield from a
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)
t(lambda: 'ab'.center(Idx(5), '*'))
t(lambda: 'abc'.find('c', Idx(1)))
t(lambda: 'a,b,c'.split(',', Idx(1)))
t(lambda: 'abc'[Idx(1)])
t(lambda: 'ab'.__mul__(Idx(2)))
t(lambda: int(Num()))
t(lambda: float(Num()))
t(lambda: complex(Num()))
t(lambda: int(Idx(3)))
t(lambda: float(Idx(3)))
t(lambda: int('z', Idx(36)))
t(lambda: hex(Idx(255)))
t(lambda: chr(Idx(65)))
t(lambda: round(2.567, Idx(1)))
t(lambda: math.sqrt(Num()))
t(lambda: math.floor(Num()))
t(lambda: math.gcd(Idx(4), 6))
t(lambda: math.fsum(gen(1, Num())))
t(lambda: math.prod(gen(2, 3)))
t(lambda: math.hypot(Num(), Num()))
t(lambda: math.dist(gen(0, 0), gen(3, 4)))
t(lambda: math.factorial(Idx(4)))
t(lambda: math.sumprod(gen(1, 2), gen(3, 4)))
t(lambda: bytes(B()))
t(lambda: bytes(Idx(2)))
t(lambda: bytes(gen(1, 2)))
t(lambda: bytearray(gen(1, 2)))
t(lambda: b','.join(gen(b'a', b'b')))
t(lambda: ','.join(gen('a', 'b')))
t(lambda: ','.join(gen('a', 1)))
t(lambda: int.from_bytes(gen(1, 2)))
t(lambda: int(Bad()))
t(lambda: float(Bad()))
t(lambda: 'a'.center(Bad()))
t(lambda: math.sqrt(Bad()))
class S(str):

    def __str__(self):
        return 'S:' + super().__str__()
class I(int):

    def __add__(self, o):
        return I(super().__add__(o))

    def __repr__(self):
        return 'I' + super().__repr__()
class F(float):
    pass
class T:

    def __bool__(self):
        return False

    def __str__(self):
        return 'T!'

    def __repr__(self):
        return '<T>'

    def __format__(self, s):
        return 'fmt' + s
class U(str):
    pass
t(lambda: str(S('x')))
t(lambda: S('x').upper())
t(lambda: type(S('x')[0]))
t(lambda: I(3) + 4)
t(lambda: type(I(3) + 4))
t(lambda: sum([I(1), I(2)]))
t(lambda: F('1.5') * 2)
t(lambda: bool(T()))
t(lambda: int(I(5)))
t(lambda: str(T()))
t(lambda: U(T()))
t(lambda: type(U(T())))
t(lambda: '%s %r %5s' % (T(), T(), T()))
t(lambda: '{} {!r} {:x} {a}'.format(T(), T(), T(), a=T()))
t(lambda: '%d' % I(5))
t(lambda: '%s' % I(5))
t(lambda: '%d' % Num())
t(lambda: '%x' % Idx(255))
t(lambda: '%f' % Num())
t(lambda: '%(a)s' % {'a': T()})
t(lambda: '%s' % (T(),))
t(lambda: '%s' % T())
class D(dict):

    def __missing__(self, k):
        return '<' + k + '>'
t(lambda: '{x}'.format_map(D()))
t(lambda: '%(q)s' % D())
t(lambda: 'abc'.translate(D() if 0 else {97: 'X'}))
class Tab:

    def __getitem__(self, k):
        if k == 97:
            return 'Z'
        raise LookupError
t(lambda: 'abc'.translate(Tab()))
class Q(io.StringIO):

    def write(self, s):
        return super().write(s.upper())
q = Q('seed')
t(lambda: q.getvalue())
print('hello', 1, file=q)
t(lambda: q.getvalue())
s = io.StringIO()
s.writelines(gen('a\n', 'b\n'))
s.seek(0)
t(lambda: [l for l in s])
t(lambda: next(s, 'end'))
s.seek(0)
t(lambda: [*s])
with io.BytesIO(b'x\ny') as b:
    t(lambda: list(b))
t(lambda: b.read())
class K:

    def __hash__(self):
        return 12
r = random.Random(5)
t(lambda: r.random())
t(lambda: [r.randint(1, 6) for _ in range(5)])
t(lambda: r.choice('abc'))
l = list(range(5))
r.shuffle(l)
print(l)
t(lambda: r.sample(range(10), 3))
t(lambda: r.gauss(0, 1))
t(lambda: r.uniform(1, 2))
st = r.getstate()
a = r.random()
r.setstate(st)
t(lambda: a == r.random())
random.seed('abc')
t(lambda: random.random())
import _random
g = _random.Random()
g.seed(K())
t(lambda: g.random())
t(lambda: sum([0.1] * 10))
t(lambda: sum([1, 2.5, True]))
t(lambda: sum([[1], [2]], []))
t(lambda: sum(['a']))
t(lambda: sum([1j, 2]))
t(lambda: sum(gen(1, 2.0)))
t(lambda: sum(iter([[1], [2]]), []))
t(lambda: divmod(-7, 2))
t(lambda: divmod(7.5, 2))
t(lambda: pow(2, 10))
t(lambda: pow(3, -1, 7))
t(lambda: abs(I(-3)))
t(lambda: round(I(25), -1))
t(lambda: I(3).real)
t(lambda: I.from_bytes(b'\x05'))
t(lambda: type(F.fromhex('0x1p3')))
t(lambda: 3 .__class__.__add__(3, 4))
t(lambda: int.__add__(I(3), 4))
t(lambda: True + True)
t(lambda: f'{I(3)} {F(2.5)} {True:d} {3:05} {2.5:.2f}')
x = bytearray(b'hello')
x[1:3] = b'EYE'
del x[0]
x[0] = 65
x += b'!'
print(x, x[::-1], x.find(b'l'), len(x))
t(lambda: 'a\\nb'.encode().decode('unicode_escape'))
t(lambda: 'é\n'.encode('unicode_escape'))
