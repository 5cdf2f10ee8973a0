from array import array
import ctypes

a = array('i', [1, 2, 3])
a.append(4)
a.extend([5, 6])
a[0] = -1
print(a, a[1:3], len(a), a.typecode, a.itemsize, sum(a), a.tolist(), a.index(3), a.count(9))
print(array('d', [1.5, 2]), array('b', b'ab'), a == array('i', [-1, 2, 3, 4, 5, 6]), list(reversed(a))[:2])
a.insert(1, 100)
a.pop()
a.remove(100)
a.reverse()
print(a, a.tobytes()[:4], array('B', [255, 0]).tobytes())
for bad in (lambda: array('i', ['x']), lambda: array('b', [200]), lambda: array('z'), lambda: a[50]):
    try:
        bad()
    except (TypeError, OverflowError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
view = memoryview(bytearray(b'abcdef'))
view[0] = 90
print(bytes(view[:3]), view[1:3].tolist(), len(view), view.nbytes, view.readonly)
bits = 0
for n in (1, 4, 9):
    bits |= 1 << n
print(bin(bits), [n for n in range(12) if bits >> n & 1], bits.bit_count(), bits & -bits)
print((bits ^ 0xFF) & 0xFFFF, ~bits & 0xF, bits.to_bytes(2, 'big'), int.from_bytes(b'\x02\x12', 'big') == bits)
