"""Text files: modes, lines, positions, errors."""
import os
import tempfile

folder = tempfile.mkdtemp()
os.chdir(folder)

with open("poem.txt", "w") as f:
    print(f.mode, f.name, f.encoding, f.closed, f.readable(), f.writable(), f.seekable())
    print(f.write("roses are red\n"), f.tell())
    f.writelines(["violets are blue\n", "ünïcödé\n"])
    print("the end", file=f)
print(f.closed, os.path.getsize("poem.txt"))

with open("poem.txt") as f:
    for number, line in enumerate(f, 1):
        print(number, repr(line))
with open("poem.txt") as f:
    print(f.readline(), f.tell(), f.read(7), f.tell(), f.readlines(), repr(f.read()), repr(f.readline()))
    f.seek(0)
    print(f.read(5), next(f))
    try:
        f.tell()
    except OSError as e:
        print(e)

with open("poem.txt", "a") as f:
    print(f.tell() > 0, f.write("more\n"))
with open("poem.txt", "r+") as f:
    f.seek(0)
    f.write("ROSES")
with open("poem.txt") as f:
    text = f.read()
    print(text.splitlines()[0], text.splitlines()[-1], len(text))
with open("crlf.txt", "w", newline="\r\n") as f:
    f.write("a\nb\n")
print(open("crlf.txt", "rb").read(), open("crlf.txt").readlines(), open("crlf.txt", newline="").readlines())
with open("crlf.txt") as f:
    f.read()
    print(repr(f.newlines), f.read(0) == "")
with open("mixed.txt", "wb") as f:
    f.write(b"1\r\n2\r3\n4")
with open("mixed.txt") as f:
    print(list(f), sorted(f.newlines))
with open("mixed.txt") as f:
    print(repr(f.read(3)), repr(f.read(2)), repr(f.read()))

for arguments in (("none.txt",), ("none/x", "w"), (folder,), ("poem.txt", "x"), ("poem.txt", "rw"), ("poem.txt", "z"), ("poem.txt", "bt"),
                  ("poem.txt", "rb", -1, "utf-8"), (None,), ("poem.txt/x",), ("poem.txt", "r", 0), ("", "r")):  # fmt: skip
    try:
        open(*arguments)
    except Exception as e:
        print(type(e).__name__, str(e).replace(folder, "~"))
f = open("poem.txt")
f.close()
for call in (f.read, f.readline, lambda: f.seek(0), lambda: list(f), lambda: open("poem.txt", "w").read(), lambda: open("poem.txt").write("x")):
    try:
        call()
    except ValueError as e:
        print(type(e).__name__, e)
with open("latin.txt", "w", encoding="latin-1") as f:
    f.write("é")
print(open("latin.txt", "rb").read())
try:
    open("latin.txt").read()
except UnicodeDecodeError as e:
    print(e)
print(open("latin.txt", errors="replace").read(), open("latin.txt", encoding="latin-1").read())
