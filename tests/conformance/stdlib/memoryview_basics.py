data = bytearray(b"hello world")
m = memoryview(data)
print(len(m), m[0], m[-1], m[1:4].tobytes(), bytes(m[::2]), m.tolist()[:3], m.readonly, m.format, m.itemsize, m.nbytes, m.shape, m.strides, m.ndim, m.obj is data, m.contiguous)
m[0] = 72; m[6:11] = b"WORLD"; print(data)
print(m == b"Hello WORLD", m[:5] == data[:5], m != b"x", [b for b in m[:3]], b"o" in bytes(m), 72 in m)
s = m[2:]; s[0] = ord("L"); print(data, m[1::3].tolist(), m[::-1].tobytes(), m.hex()[:6])
for bad in (lambda: memoryview(b"abc").__setitem__(0, 1), lambda: memoryview("x"), lambda: m[99], lambda: m["a"], lambda: m.__setitem__(0, 300), lambda: m.__setitem__(0, "a"), lambda: m.__setitem__(slice(0, 2), b"xyz"), lambda: m.cast("Z")):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
c = memoryview(bytearray(8)).cast("i"); c[0] = -5; print(c.tolist(), len(c), c.itemsize, c.obj, c.cast("B").tolist())
with memoryview(b"abc") as v: print(len({v, memoryview(b"abc")}), v.tobytes(), bytes(v), str(v, "ascii") if False else v.tobytes().decode())
try: v[0]
except ValueError as e: print(e)
import io, struct, hashlib
b = io.BytesIO(); b.write(memoryview(b"view")); print(b.getvalue(), struct.unpack("<h", memoryview(b"\1\0")), b"".join([memoryview(b"a"), b"b"]), hashlib.md5(memoryview(b"x")).hexdigest())
print(isinstance(m, memoryview), type(m), repr(m)[:11], bytearray(m)[:3], int.from_bytes(memoryview(b"\0\1")))
for x in memoryview(b"ab"): print(x)
