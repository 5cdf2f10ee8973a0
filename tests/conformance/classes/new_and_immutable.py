class Celsius(float):
    def __new__(cls, value):
        return super().__new__(cls, round(value, 1))

    def __repr__(self):
        return f'{float(self)}C'

t = Celsius(36.66)
print(repr(t), t + 1, type(t + 1).__name__, isinstance(t, float), t > 36)

class UpperStr(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())

    def shout(self):
        return self + '!'

print(UpperStr('abc'), UpperStr('abc').shout(), len(UpperStr('four')), type(UpperStr('x').shout()).__name__)

class Pool:
    _free = []

    def __new__(cls):
        if cls._free:
            print('reusing', end=' ')
            return cls._free.pop()
        print('allocating', end=' ')
        return super().__new__(cls)

    def __init__(self):
        self.uses = getattr(self, 'uses', 0) + 1

    def release(self):
        self._free.append(self)

a = Pool()
a.release()
b = Pool()
print(a is b, b.uses)

class Odd:
    def __new__(cls, *args):
        return 'not an instance'
    def __init__(self):
        print('never called')

print(Odd(1, 2, 3))
class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))
    first = property(lambda self: self[0])
print(Pair(1, 2), Pair(1, 2).first, Pair(3, 4) == (3, 4))
class Stack(list):
    def push(self, item): self.append(item)
    def peek(self): return self[-1]
s = Stack([1])
s.push(2)
print(s, s.peek(), s + [3], type(s + [3]).__name__, isinstance(s, list), s == [1, 2])
class Counter(dict):
    def __missing__(self, k): return 0
c = Counter()
for ch in 'hello': c[ch] += 1
print(c, c['z'])
class Bad:
    def __init__(self): return 5
try:
    Bad()
except TypeError as e:
    print(e)
