x, y = 10, 3
print(f'{x=}')
print(f'{x = }')
print(f'{x+y=}, {x / y = :.3f}, {x%y = }')
word = 'hello'
print(f'{word=} {word=!s} {word = !r:>10} {word[1:3]=} {len(word)=}')
items = [1, 2]
print(f'{items=} {sum(items)=} {items[0] + 1=} {[i * 2 for i in items]=}')
def double(n):
    return n * 2
print(f'{double(x)=} {double(double(1))  =  }')
class Point:
    def __init__(self): self.x = 5
    def __repr__(self): return 'Point!'
    def __str__(self): return 'str point'
p = Point()
print(f'{p=} {p=!s} {p.x=} {p!s:>12} {p!r:>8}')
print(f'{x==y=} {x>y=} {not x=} {x if y else 0=}')
d = {'k': 1}
print(f'{d["k"]=} {d.get("z")=} {"k" in d=}')
print(f'{x:=^20} {x:+} {x!r:^{y * 2}}|')
