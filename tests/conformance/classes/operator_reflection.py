class Meters:
    def __init__(self, n): self.n = n
    def __add__(self, other):
        print('Meters.__add__', end=' ')
        return NotImplemented if isinstance(other, Feet) else Meters(self.n + other)
    def __radd__(self, other):
        print('Meters.__radd__', end=' ')
        return Meters(self.n + other)
    def __eq__(self, other):
        print('Meters.__eq__', end=' ')
        return NotImplemented

class Feet:
    def __init__(self, n): self.n = n
    def __radd__(self, other):
        print('Feet.__radd__', end=' ')
        return 'meters and feet'

class BigMeters(Meters):
    def __radd__(self, other):
        print('BigMeters.__radd__', end=' ')
        return 'subclass first'

print((Meters(1) + 2).n)
print((1 + Meters(2)).n)
print(Meters(1) + Feet(1))
print(Meters(1) + BigMeters(1))
print(Meters(1) == Feet(1))
print(Meters(1) != 5)
try:
    Feet(1) + 5
except TypeError as e:
    print(e)

class Path:
    def __init__(self, text): self.text = text
    def __truediv__(self, other): return Path(f'{self.text}/{other}')
    def __rtruediv__(self, other): return Path(f'{other}/{self.text}')
    def __lshift__(self, other): return f'{self.text} << {other}'
    def __rshift__(self, other): return f'{self.text} >> {other}'
    def __or__(self, other): return f'{self.text} | {other}'
    def __and__(self, other): return f'{self.text} & {other}'
    def __xor__(self, other): return f'{self.text} ^ {other}'
    def __invert__(self): return f'~{self.text}'
    def __mod__(self, other): return f'{self.text} % {other}'
    def __pow__(self, other, mod=None): return f'{self.text} ** {other}'
    def __divmod__(self, other): return f'divmod {other}'
    def __round__(self, n=None): return f'round {n}'
    def __ior__(self, other):
        self.text += f'|={other}'
        return self

p = Path('usr')
print((p / 'bin').text, ('/' / p).text, p << 1, p >> 2, p | 3, p & 4, p ^ 5, ~p, p % 6, p ** 7, divmod(p, 8), round(p), round(p, 2))
p |= 9
print(p.text)
