import sys

print(sys.getrecursionlimit())

def depth(n):
    return n if n == 0 else depth(n - 1)

print(depth(500))

def forever(n):
    return forever(n + 1)

try:
    forever(0)
except RecursionError as e:
    print(type(e).__name__, e)

class Loop:
    def __getattr__(self, name):
        return getattr(self, name + 'x')

try:
    Loop().a
except RecursionError as e:
    print(str(e).split(' in ')[0][:32])
sys.setrecursionlimit(300)
try:
    depth(400)
except RecursionError:
    print('limit lowered')
sys.setrecursionlimit(3000)
print(depth(2000))
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)
