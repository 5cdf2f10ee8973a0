import sys

print('a', 'b', 'c', sep=', ')
print('no newline', end=' ')
print('same line')
print(*range(5), sep='-')
print('multi', 'args', 1, 2.5, None, True, [1, 'x'], ('t',), {'k': 1})
print(sep='x', end='only end\n')
print('to stderr', file=sys.stderr)
sys.stdout.write('written without newline')
sys.stdout.write('\n')
print(sys.stdout.write('abc'), end='\n')
sys.stderr.write('also stderr\n')
print('flush', flush=True)
print(print('inner'))
print('one\ntwo', 'three', sep='\n')
for bad in ({'sep': 1}, {'end': 2}, {'bogus': 3}):
    try:
        print('x', **bad)
    except TypeError as e:
        print(e)
import io
buffer = io.StringIO()
print('captured', 42, file=buffer, end='!')
print(repr(buffer.getvalue()))
sys.stdout.writelines(['l1\n', 'l2\n'])
class Writer:
    def __init__(self):
        self.pieces = []
    def write(self, text):
        self.pieces.append(text)
w = Writer()
print('a', 'b', file=w)
print(w.pieces)
