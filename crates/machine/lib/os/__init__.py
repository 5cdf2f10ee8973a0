"""The operating system, as far as the simulated machine has one: processes, an
environment, and a file system in memory.

The files themselves are `_files`'s, whose paths are absolute and normal; every check
that CPython reports is made here.
"""

import errno as _errno
import sys
from collections.abc import Mapping as _Mapping
from collections.abc import MutableMapping as _MutableMapping

import _process
import _timeslice
import stat as _stat
from abc import ABC as _ABC
from abc import abstractmethod as _abstractmethod

name = "posix"
linesep = "\n"
curdir, pardir, sep, pathsep, extsep, altsep = ".", "..", "/", ":", ".", None
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
EX_OK = 0

# ---------------------------------------------------------------- processes and the machine


def getpid():
    return _process.getpid()


def getppid():
    return _process.getppid()


def cpu_count():
    return _timeslice.cores()


def process_cpu_count():
    return _timeslice.cores()


def sched_getaffinity(pid):
    return set(range(_timeslice.cores()))


def sched_yield():
    import time

    time.sleep(0)


def getlogin():
    return "learner"


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def kill(pid, sig, /):
    _process.kill(pid, sig)


def _exit(status):
    _process.exit(status & 0xff)


def abort():
    _process.exit(-6)


def fork():
    raise NotImplementedError("os.fork() is not supported in Timeslice; use multiprocessing")


def system(command):
    raise NotImplementedError("os.system() is not supported in Timeslice: there are no other programs to run")


def popen(cmd, mode="r", buffering=-1):
    raise NotImplementedError("os.popen() is not supported in Timeslice: there are no other programs to run")


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    raise NotImplementedError("os.register_at_fork() is not supported in Timeslice")


def strerror(code, /):
    return _MESSAGES.get(code, f"Unknown error {code}")


def getloadavg():
    return (0.0, 0.0, 0.0)


class terminal_size(tuple):
    """(columns, lines)"""

    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1):
    return terminal_size((80, 24))


class times_result(tuple):
    user = property(lambda self: self[0])
    system = property(lambda self: self[1])
    children_user = property(lambda self: self[2])
    children_system = property(lambda self: self[3])
    elapsed = property(lambda self: self[4])

    def __repr__(self):
        names = ("user", "system", "children_user", "children_system", "elapsed")
        return f"posix.times_result({', '.join([f'{n}={v!r}' for n, v in zip(names, self)])})"


def times():
    import time

    return times_result((time.process_time(), 0.0, 0.0, 0.0, time.monotonic()))


class uname_result(tuple):
    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])

    def __repr__(self):
        names = ("sysname", "nodename", "release", "version", "machine")
        return f"posix.uname_result({', '.join([f'{n}={v!r}' for n, v in zip(names, self)])})"


def uname():
    return uname_result(("Linux", "timeslice", "1.0", "simulated", "x86_64"))


_entropy = None


def urandom(size, /):
    """Bytes from the machine's seed: the same in every run."""
    global _entropy
    if size < 0:
        raise ValueError("negative argument not allowed")
    if _entropy is None:
        import _random

        _entropy = _random.Random()
        _entropy.seed(None)
    return _entropy.getrandbits(size * 8).to_bytes(size, "little") if size else b""


def getrandom(size, flags=0):
    return urandom(size)


# ---------------------------------------------------------------- environment


class _Environ(_MutableMapping):
    def __init__(self, data):
        self._data = data

    def __getitem__(self, key):
        if not isinstance(key, str):
            raise TypeError(f"str expected, not {type(key).__name__}")
        return self._data[key]

    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError(f"str expected, not {type(text).__name__}")
        self._data[key] = value

    def __delitem__(self, key):
        del self._data[key]

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return f"environ({{{', '.join([f'{k!r}: {v!r}' for k, v in self._data.items()])}}})"

    def copy(self):
        return dict(self)

    def __or__(self, other):
        return dict(self) | dict(other) if isinstance(other, _Mapping) else NotImplemented

    def __ror__(self, other):
        return dict(other) | dict(self) if isinstance(other, _Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


environ = _Environ({"HOME": "/home/learner", "LANG": "C.UTF-8", "PATH": defpath, "PWD": "/home/learner", "USER": "learner"})


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value, /):
    environ[key] = value


def unsetenv(key, /):
    environ.pop(key, None)


# ---------------------------------------------------------------- paths and files


class PathLike(_ABC):
    """Anything with __fspath__()."""

    __slots__ = ()

    @_abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike and any("__fspath__" in base.__dict__ for base in subclass.__mro__):
            return True
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    result = method(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(
        f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(result).__name__}"
    )


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


from . import path  # noqa: E402

import _files  # noqa: E402

_cwd = "/home/learner"


def getcwd():
    return _cwd


def getcwdb():
    return fsencode(_cwd)


_MESSAGES = {
    _errno.ENOENT: "No such file or directory",
    _errno.EEXIST: "File exists",
    _errno.ENOTDIR: "Not a directory",
    _errno.EISDIR: "Is a directory",
    _errno.ENOTEMPTY: "Directory not empty",
    _errno.EACCES: "Permission denied",
    _errno.EINVAL: "Invalid argument",
}


def _error(code, filename, other=None):
    return OSError(code, _MESSAGES[code], filename, None, other)


def _done(code, *names):
    """Raises what a native of the file system reports: between a check and the native another thread may have run."""
    if code:
        raise _files.error(code, *names)


def _place(given):
    """(absolute path, what the machine knows of it)"""
    if isinstance(given, int):
        raise NotImplementedError("file descriptors as paths are not supported in Timeslice")
    text = fsdecode(given)
    if not text:
        raise _error(_errno.ENOENT, given)
    absolute = path.abspath(text)
    info = _files.fs_stat(absolute)
    if info is not None and _files._writers:
        # A file that was dropped without being closed has been flushed by now.
        _files._settle(info[3])
        info = _files.fs_stat(absolute)
    return absolute, info


def _existing(given):
    absolute, info = _place(given)
    if info is None:
        raise _error(_errno.ENOENT, given)
    return absolute, info


def _require_parent(absolute, given, other=None):
    info = _files.fs_stat(path.dirname(absolute))
    if info is None:
        raise _error(_errno.ENOENT, given, other)
    if not info[0]:
        raise _error(_errno.ENOTDIR, given, other)


class stat_result(tuple):
    """(mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime), with names."""

    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self.st_mtime_ns / 1e9)
    st_mtime = st_atime
    st_ctime = st_atime
    st_atime_ns = property(lambda self: self.st_mtime_ns)
    st_ctime_ns = st_atime_ns

    def __repr__(self):
        names = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime")
        return f"os.stat_result({', '.join([f'{n}={v!r}' for n, v in zip(names, self)])})"


def stat(given, *, dir_fd=None, follow_symlinks=True):
    absolute, (is_directory, size, mtime_ns, number) = _existing(given)
    mode = _stat.S_IFDIR | 0o755 if is_directory else _stat.S_IFREG | 0o644
    seconds = mtime_ns // 1_000_000_000
    result = stat_result((mode, number + 2, 1, 2 if is_directory else 1, getuid(), getgid(), size, seconds, seconds, seconds))
    result.st_mtime_ns = mtime_ns
    return result


lstat = stat


def access(given, mode, **kwargs):
    return path.exists(given)


def chdir(given):
    global _cwd
    absolute, info = _existing(given)
    if not info[0]:
        raise _error(_errno.ENOTDIR, given)
    _cwd = absolute


def listdir(path="."):
    absolute, info = _existing(path)
    if not info[0]:
        raise _error(_errno.ENOTDIR, path)
    names = _files.fs_list(absolute)
    if names is None:
        raise _error(_errno.ENOENT, path)
    return names


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class ScandirIterator:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    folder = fspath(path)
    return ScandirIterator([DirEntry(folder, each) for each in listdir(path)])


def mkdir(path, mode=0o777, *, dir_fd=None):
    absolute, info = _place(path)
    if info is not None:
        raise _error(_errno.EEXIST, path)
    _require_parent(absolute, path)
    _done(_files.fs_make_dir(absolute), path)


def makedirs(name, mode=0o777, exist_ok=False):
    parent = path.dirname(fspath(name).rstrip("/"))
    if parent and not path.exists(parent):
        makedirs(parent, exist_ok=True)
    try:
        mkdir(name)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def remove(path, *, dir_fd=None):
    absolute, info = _existing(path)
    if info[0]:
        raise _error(_errno.EISDIR, path)
    _done(_files.fs_remove(absolute, False), path)


unlink = remove


def rmdir(path, *, dir_fd=None):
    absolute, info = _existing(path)
    if not info[0]:
        raise _error(_errno.ENOTDIR, path)
    if _files.fs_list(absolute):
        raise _error(_errno.ENOTEMPTY, path)
    _done(_files.fs_remove(absolute, True), path)


def removedirs(name):
    rmdir(name)
    parent = path.dirname(fspath(name).rstrip("/"))
    while parent not in ("", "/"):
        try:
            rmdir(parent)
        except OSError:
            break
        parent = path.dirname(parent)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    absolute, info = _place(src)
    if info is None:
        raise _error(_errno.ENOENT, src, dst)
    target, there = _place(dst)
    _require_parent(target, src, dst)
    _done(_files.fs_rename(absolute, target), src, dst)


replace = rename


def renames(old, new):
    parent = path.dirname(path.abspath(new))
    makedirs(parent, exist_ok=True)
    rename(old, new)


def walk(top, topdown=True, onerror=None, followlinks=False):
    try:
        names = listdir(top)
    except OSError as exc:
        if onerror is not None:
            onerror(exc)
        return
    top = fspath(top)
    folders = [each for each in names if path.isdir(path.join(top, each))]
    files = [each for each in names if each not in folders]
    if topdown:
        yield top, folders, files
    for folder in folders:
        yield from walk(path.join(top, folder), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def open(path, flags, mode=0o777, *, dir_fd=None):
    access = flags & 3
    return _files.open_descriptor(
        path, access != O_WRONLY, access != O_RDONLY, bool(flags & O_APPEND),
        bool(flags & O_CREAT), bool(flags & O_EXCL), bool(flags & O_TRUNC),
    )  # fmt: skip


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    return _files.open(fd, mode, buffering, encoding, *args, **kwargs)


def close(fd):
    if fd > 2:
        _files.descriptor(fd).close()


def read(fd, length, /):
    if fd == 0:
        return sys.stdin.readline().encode()
    return _files.descriptor(fd).read(length)


def write(fd, data, /):
    if fd in (1, 2):
        (sys.stdout if fd == 1 else sys.stderr).write(bytes(data).decode())
        return len(data)
    return _files.descriptor(fd).write(data)


def lseek(fd, position, whence, /):
    return _files.descriptor(fd).seek(position, whence)


def ftruncate(fd, length, /):
    _files.descriptor(fd).truncate(length)


def fstat(fd):
    return stat(_files.descriptor(fd).name)


def fsync(fd):
    pass


def isatty(fd, /):
    return fd in (0, 1, 2) and (sys.stdin, sys.stdout, sys.stderr)[fd].isatty()


def get_exec_path(env=None):
    return (environ if env is None else env).get("PATH", defpath).split(pathsep)


_files._keep_program()
