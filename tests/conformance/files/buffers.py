"""What is written stays in a buffer until it is full, flushed or closed."""
import os
import tempfile

os.chdir(tempfile.mkdtemp())


def size():
    return os.path.getsize("out")


f = open("out", "w")
f.write("x" * 100)
print("not flushed:", size())
f.flush()
print("flushed:", size())
f.write("y" * 9000)
print("too much:", size() > 100)
f.close()
print("closed:", size())

f = open("out", "w", buffering=1)
f.write("half a line")
print(size())
f.write(" and the rest\n")
print(size())
f.close()

raw = open("out", "wb", buffering=0)
raw.write(b"at once")
print(size(), type(raw).__name__)
raw.close()

with open("out", "wb") as f:
    print(type(f).__name__, f.write(b"0123456789"), f.tell(), size())
    f.seek(3)
    f.write(b"X")
with open("out", "rb") as f:
    print(type(f).__name__, f.read(4), f.peek()[:2], f.tell(), f.read1(2), f.read(), f.read())
    print(f.seek(-3, os.SEEK_END), f.read(), f.seek(2), f.read(1))
with open("out", "r+b") as f:
    print(type(f).__name__, f.read(2), f.write(b"__"), f.tell(), f.read(2), f.seek(0), f.read(), f.truncate(5), f.seek(0), f.read())
open("out", "w").write("dropped without close")
print(open("out").read())


def forget():
    f = open("out", "w")
    f.write("forgotten")


forget()
print(size(), open("out").read())
buffer = bytearray(4)
with open("out", "rb") as f:
    print(f.readinto(buffer), buffer, f.readline(), f.readlines())
with open("lines", "wb") as f:
    f.writelines([b"a\n", b"b\n"])
print([line for line in open("lines", "rb")])
try:
    open("lines", "wb").write("text")
except TypeError as e:
    print(e)
