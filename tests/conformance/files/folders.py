"""Folders: os, os.path, pathlib, shutil, glob, tempfile."""
import glob
import os
import shutil
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as name:
    base = Path(name)
    os.chdir(base)
    os.makedirs("a/b/c")
    os.makedirs("a/b", exist_ok=True)
    for path, text in (("a/1.txt", "one"), ("a/b/2.txt", "two"), ("a/b/c/3.md", "# three")):
        Path(path).write_text(text)
    for top, folders, files in os.walk("."):
        print(top, sorted(folders), sorted(files))
    print(sorted(os.listdir("a")), os.path.isdir("a/b"), os.path.isfile("a/1.txt"), os.path.exists("zzz"), os.path.getsize("a/1.txt"))
    print(sorted(p.as_posix() for p in Path("a").rglob("*.txt")), sorted(glob.glob("a/*")), [p.name for p in sorted(Path("a").iterdir())])
    with os.scandir("a") as entries:
        print(sorted((e.name, e.is_dir(), e.is_file()) for e in entries))
    os.rename("a/1.txt", "a/uno.txt")
    shutil.copy("a/uno.txt", "a/b/copy.txt")
    shutil.move("a/b/2.txt", "two.txt")
    shutil.copytree("a", "z")
    print(sorted(str(p) for p in Path("z").rglob("*")), Path("z/b/copy.txt").read_text())
    os.remove("two.txt")
    for call in (
        lambda: os.mkdir("a"), lambda: os.rmdir("a"), lambda: os.remove("none"), lambda: os.remove("a"), lambda: os.listdir("none"),
        lambda: os.rename("none", "b"), lambda: os.mkdir("x/y"), lambda: os.makedirs("a"), lambda: os.rmdir("a/uno.txt"), lambda: os.stat("none"),
        lambda: Path("none").read_text(), lambda: shutil.rmtree("none"), lambda: os.rename("a", "a/b/q"), lambda: os.chdir("none"),
    ):  # fmt: skip
        try:
            call()
        except OSError as e:
            print(type(e).__name__, e.errno, str(e).replace(name, "~"))
    shutil.rmtree("a")
    print(sorted(os.listdir()))
print(base.exists())
os.chdir("/")
fd, path = tempfile.mkstemp(suffix=".txt")
print(os.write(fd, b"by descriptor"), path.endswith(".txt"))
os.close(fd)
print(open(path).read())
os.unlink(path)
with tempfile.NamedTemporaryFile("w+", suffix=".log") as f:
    f.write("temporary")
    f.seek(0)
    print(f.read(), os.path.exists(f.name))
print(os.path.exists(f.name), __file__.endswith("folders.py"), os.path.isfile(__file__))
