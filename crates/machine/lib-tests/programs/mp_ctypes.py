"""ctypes values and structures, shared and not."""
import re

_print = print


def print(*things):
    _print(re.sub(r"0x[0-9a-f]+", "0x", " ".join(map(str, things))))


import ctypes, multiprocessing as mp
from ctypes import Structure, c_double, c_int, c_bool
class Point(Structure):
    _fields_ = [('x', c_double), ('y', c_int)]
def ck(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
p=Point(1.5,2); print(p.x,p.y); ck(lambda: Point(1,2,3)); ck(lambda: setattr(p,'y','a')); print(Point(y=4).y)
A=mp.Array(Point,[(1,2),(3,4)]); print([(a.x,a.y) for a in A], len(A), type(A).__name__, A)
A[0].x+=5; print(A[0].x); A[1]=(9,9) ; print(A[1].x)
v=mp.Value(Point,1,2); print(v, v.x, type(v).__name__); v.x=7; print(v.x, v.get_obj().x)
b=mp.Value(c_bool,True); print(b.value,b); b.value=0; print(b.value, c_int(3), c_int, ctypes.sizeof(c_int), c_int(7).value)
r=mp.RawArray(c_int,3); print(r[:], r._length_, r._type_)
arr=(c_int*3)(1,2,3); print(list(arr))
ck(lambda: mp.Value(Point).y)
ck(lambda: mp.RawValue(c_double, 2).value)


def modify(n, x, s, A):
    n.value **= 2
    x.value **= 2
    s.value = s.value.upper()
    for a in A:
        a.x **= 2
        a.y *= 2


lock = mp.Lock()
n, x, s = mp.Value("i", 7), mp.Value(c_double, 1.0 / 3.0, lock=False), mp.Array("c", b"hello world", lock=lock)
A = mp.Array(Point, [(1.875, -6), (-5.75, 2)], lock=lock)
p = mp.Process(target=modify, args=(n, x, s, A))
p.start()
p.join()
print(n.value, x.value, s.value, [(a.x, a.y) for a in A])
from multiprocessing import shared_memory

shm = shared_memory.SharedMemory(create=True, size=8)


def write(name):
    other = shared_memory.SharedMemory(name)
    other.buf[1:4] = b"abc"
    other.buf[0] = 7
    other.close()


p = mp.Process(target=write, args=(shm.name,))
p.start()
p.join()
print(bytes(shm.buf[:5]), shm.buf[0], shm.size >= 8)
shm.close()
shm.unlink()
ck(lambda: shared_memory.SharedMemory(create=True, size=0))
ck(lambda: shared_memory.SharedMemory())
