"""Every construct of the language at least once; compiled, verified and mutated by the tests."""

from __future__ import annotations

import a.b.c as d, e.f
from . import g
from .h import (i as j, k)
from l import *

x: int = 1
y: list[str]
z.w: int = 2
(v): str = "v"
u = t = s = 1, 2
q, (r, *p), [o] = n
q, r = r, q
q, r, p = p, q, r
*m, = u
x += 1
x.y -= 2
x[0] *= 3
x[1:2] //= 4
del x, (y.z, w[0]), [v[1:2]]
print(*a, b, *c, d=1, **e, f=2)
print(a.b(c)(d)[e].f(g=h))
1 < x <= 2 != 3 is not None not in y
not a and (b or c) and not (d and e)
f"{a}{b!r:>{width}.{precision}}{c=}{{}}" "tail" rf"\{d}" f"""{
    e:%Y-%m-%d
}"""
"%s and %-5r and %%" % (a, b)
x = a if b else c
lambda: (yield)
lambda a, /, b, c=1, *d, e, f=2, **g: a
[x for x in y if x if not x for z in x]
{x: y for x, y in z}
{x for x in {1, 2, 3}}
(x for x in [1, 2, 3])
[lambda: x + y for x in z for y in [x]]
[[x for x in x] for x in x]
[y := x for x in z]
x = {**a, 1: 2, "b": c, **d}
x = [*a, *b], {*a, 1}, (*a, 1)
x = a[1, 2:3, ..., ::4], b[*c], ~-+a, a @ b ** -c
if (x := 10) > 5: pass
while True:
    if x: break
    else: continue
while x and not y or z:
    x -= 1
else:
    pass
for i, (j, *k) in enumerate(x):
    for l in (1, 2): continue
    else: break
else:
    pass
assert x, "message"
assert y
raise ValueError("x") from None
try:
    try: pass
    except: raise
    else: x
    finally: y
except (A, B) as e:
    del e
except C:
    raise
try:
    x()
except* A as e:
    y(e)
except* B:
    z()
finally:
    w()
with a as b, c() as (d, e), f: pass
with (a as b, c): pass


@decorator
@decorator.factory(1)
class C(B, *bases, metaclass=M, **keywords):
    """Doc."""
    attribute: int = 1
    __private = [__name for __name in range(3)]

    def __init__(self, __mangled, /, *args, key: str = "x", **kwargs) -> None:
        super().__init__()
        self.__x = __class__
        self.y = lambda: self.__x

    @property
    def z(self):
        return [self.y for _ in self]

    class Inner(Generic[T]):
        def method(self):
            nonlocal_here = 1

            def inner():
                nonlocal nonlocal_here
                nonlocal_here += 1
                return nonlocal_here, C
            return inner


def generator(a, b=2, *, c=3):
    global counter
    counter = 0
    x = yield
    y = yield a, b
    z = yield from generator(x)
    try:
        yield 1
    finally:
        return (yield)


def unwinding(x):
    for i in x:
        with a as b:
            try:
                if b: continue
                elif c: break
                return [i for i in b]
            except E as e:
                return e
            finally:
                with d:
                    cleanup()
    while x:
        try:
            return
        finally:
            break


async def coroutine(x):
    await x
    async with a as b, c:
        async for d in b:
            if d: return await d
        else:
            pass
    y = [await z async for z in x if await z]
    w = {z: z async for z in x}
    v = (z async for z in x)
    return [z for z in y if [await q for q in z]]


async def async_generator():
    async for x in y:
        yield x
    yield (z async for z in w)


def matching(x):
    match x:
        case 1 | -2 | 3.5 | "s" | b"b" | None | True:
            return 1
        case [a, (b, c), *rest] | (a, [b, c, *rest]) if a:
            return rest
        case [first, *_, last]:
            return first
        case [_, _] | []:
            pass
        case {"k": v, **rest}:
            return v, rest
        case {"a": 1, "b": [x, y]}:
            pass
        case {}:
            pass
        case Point(x=0, y=yy) | Point(yy, z=0):
            return yy
        case a.b.c | A.B():
            pass
        case str() as text:
            return text
        case _:
            pass
    match x, y:
        case z, w if z: pass


def generic[T: int, *Ts, **P = [int]](x: T, *args: *Ts) -> T:
    return x


class Box[T](Base):
    def get(self) -> T: return T


type Alias[T] = list[T]
type Plain = int | str


def outer():
    cell = 1

    class Local:
        seen = cell
        cell = 2

        def use(self): return cell, __class__
    return [cell for cell in [Local]], (lambda: cell)


if __debug__: x = 1
if 0: y = 2
elif 1: z = 3
pass; global later; later = 1
