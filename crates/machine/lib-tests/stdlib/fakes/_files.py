"""The machine's `_files`, played by the real file system, so that os can be compared on it."""

import posix
import stat


def fs_stat(path):
    try:
        info = posix.stat(path)
    except OSError:
        return None
    return stat.S_ISDIR(info.st_mode), info.st_size, info.st_mtime_ns


def fs_list(path):
    return sorted(posix.listdir(path))


def fs_make_dir(path):
    posix.mkdir(path)


def fs_remove(path):
    (posix.rmdir if fs_stat(path)[0] else posix.remove)(path)


def fs_rename(a, b):
    posix.rename(a, b)
