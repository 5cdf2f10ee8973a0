"""The machine's `_files`, played by the real file system, so that os can be compared on it."""

import posix
import stat


def fs_stat(path):
    try:
        info = posix.stat(path)
    except OSError:
        return None
    return stat.S_ISDIR(info.st_mode), info.st_size, info.st_mtime_ns, info.st_ino


def fs_list(path):
    return sorted(posix.listdir(path))


def _done(call, *paths):
    try:
        call(*paths)
    except OSError as exc:
        return -exc.errno
    return 0


def fs_make_dir(path):
    return _done(posix.mkdir, path)


def fs_remove(path, folder):
    return _done(posix.rmdir if folder else posix.remove, path)


def fs_rename(a, b):
    return _done(posix.rename, a, b)


def error(code, *names):
    return OSError(-code, posix.strerror(-code), *names[:1], *((None, names[1]) if len(names) > 1 else ()))


_writers = []


def _keep_program():
    pass
