from ctypes import Structure, c_double
from multiprocessing import Array, Lock, Process, RawArray, RawValue, Value

class Point(Structure):
    _fields_ = [('x', c_double), ('y', c_double)]

def modify(n, x, s, A):
    n.value **= 2
    x.value **= 2
    s.value = s.value.upper()
    for a in A:
        a.x **= 2
        a.y **= 2

def fill(raw, start):
    for i in range(start, len(raw), 2):
        raw[i] = i * i

if __name__ == '__main__':
    lock = Lock()
    n = Value('i', 7)
    x = Value('d', 1.0 / 3.0, lock=False)
    s = Array('c', b'hello world', lock=lock)
    A = Array(Point, [(1.875, -6.25), (-5.75, 2.0)], lock=lock)
    p = Process(target=modify, args=(n, x, s, A))
    p.start()
    p.join()
    print(n.value, x.value, s.value, [(a.x, a.y) for a in A])
    raw = RawArray('i', 8)
    processes = [Process(target=fill, args=(raw, start)) for start in (0, 1)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print(raw[:], len(raw), RawValue('i', 3).value)
