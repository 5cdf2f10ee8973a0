import gc
import sys
import weakref


class Node:
    pass


a, b = Node(), Node()
a.other, b.other = b, a
r = weakref.ref(a)
del a, b
print(gc.collect() >= 2, r() is None, gc.isenabled(), gc.garbage, gc.get_threshold()[0] > 0, len(gc.get_stats()))
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked('s'))
try:
    gc.collect(5)
except ValueError as e:
    print(e)
print(exit, quit, help, sep='\n')
print(repr(sys.stdin), sys.stdin.readline() == '', sys.stdin.read() == '', list(sys.stdin), sys.stdin.readlines())
sys.stdout.writelines(x + '\n' for x in 'ab')
print(sys.stdin.name, sys.stdout.name, sys.stderr.name, sys.stdout.encoding, sys.stdout.writable(), sys.stdin.readable(), sys.stdout.readable())
try:
    sys.stdout.read()
except OSError as e:
    print(type(e).__name__, e)
try:
    input('prompt? ')
except EOFError as e:
    print(e)
sys.stdout.flush()
sys.stdout.buffer.write(b'bytes\n')
sys.stdout.buffer.flush()
quit(3)
