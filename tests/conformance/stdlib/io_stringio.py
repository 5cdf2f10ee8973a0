import io
import sys

f = io.StringIO()
print('first', file=f)
f.write('second\nthird')
print(repr(f.getvalue()), f.tell())
f.seek(0)
print(f.readline(), end='')
print(f.read(3), f.readlines(), f.read())
g = io.StringIO('a\nb\n\nc')
print([line.rstrip('\n') for line in g], g.closed)
g.seek(2)
g.write('XX')
print(repr(g.getvalue()), g.truncate(3), repr(g.getvalue()))
with io.StringIO('in with') as h:
    print(h.read(), h.closed)
print(h.closed)
try:
    h.read()
except ValueError as e:
    print(e)
b = io.BytesIO(b'bytes here')
print(b.read(5), b.tell(), b.getvalue()[:3], b.seek(0, 2))
b.write(b'!')
print(b.getvalue())
saved, sys.stdout = sys.stdout, io.StringIO()
print('hidden')
captured, sys.stdout = sys.stdout.getvalue(), saved
print('captured', repr(captured))
class Tee:
    def __init__(self, *streams):
        self.streams = streams
    def write(self, text):
        for s in self.streams:
            s.write(text)
    def flush(self):
        pass
copy = io.StringIO()
print('both', 1, file=Tee(sys.stdout, copy))
print(repr(copy.getvalue()), f.readable(), f.seekable(), isinstance(f, io.TextIOBase))
