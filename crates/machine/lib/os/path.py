"""Paths: posixpath on the in-memory file system."""

import os
import stat as _stat

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix",
    "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
    "expanduser", "expandvars", "normpath", "abspath", "samefile", "curdir", "pardir", "sep", "pathsep", "defpath",
    "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath", "commonpath",
]  # fmt: skip

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False


def normcase(s):
    return os.fspath(s)


def isabs(s):
    return os.fspath(s).startswith("/")


def join(a, /, *p):
    path = os.fspath(a)
    for part in map(os.fspath, p):
        if not isinstance(part, str):
            raise TypeError("Can't mix strings and bytes in path components")
        if part.startswith("/") or not path:
            path = part
        elif path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = os.fspath(p)
    cut = p.rfind("/") + 1
    head, tail = p[:cut], p[cut:]
    # A root stays as it is written.
    if head.rstrip("/"):
        head = head.rstrip("/")
    return head, tail


def splitext(p):
    p = os.fspath(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    # Leading dots belong to the name.
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    return "", os.fspath(p)


def splitroot(p):
    p = os.fspath(p)
    if not p.startswith("/"):
        return "", "", p
    if p.startswith("//") and not p.startswith("///"):
        return "", "//", p[2:]
    return "", "/", p[1:]


def basename(p):
    p = os.fspath(p)
    return p[p.rfind("/") + 1 :]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path = os.fspath(path)
    if not path:
        return "."
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split("/"):
        if part in ("", "."):
            continue
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".." or not root:
            parts.append(part)
    return (root + "/".join(parts)) or "."


def abspath(path):
    path = os.fspath(path)
    return normpath(path if path.startswith("/") else join(os.getcwd(), path))


def realpath(filename, *, strict=False):
    path = abspath(filename)
    if strict:
        os.stat(path)
    return path


def relpath(path, start=None):
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    mine = [part for part in abspath(path).split("/") if part]
    base = [part for part in abspath(curdir if start is None else start).split("/") if part]
    shared = len(commonprefix([mine, base]))
    return "/".join([".."] * (len(base) - shared) + mine[shared:]) or "."


def commonprefix(m):
    if not m:
        return ""
    items = list(m)
    if not isinstance(items[0], (list, tuple)):
        items = list(map(os.fspath, items))
    low, high = min(items), max(items)
    for i, part in enumerate(low):
        if part != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    paths = list(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({path.startswith("/") for path in paths}) != 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split("/") if part and part != "."] for path in paths]
    return ("/" if paths[0].startswith("/") else "") + "/".join(commonprefix(split_paths))


def exists(path):
    try:
        os.stat(path)
    except (OSError, ValueError):
        return False
    return True


lexists = exists


def _has_mode(path, test):
    try:
        return test(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def isdir(s):
    return _has_mode(s, _stat.S_ISDIR)


def isfile(path):
    return _has_mode(path, _stat.S_ISREG)


def islink(path):
    return False


def ismount(path):
    return abspath(path) == "/"


def getsize(filename):
    return os.stat(filename).st_size


def getmtime(filename):
    return os.stat(filename).st_mtime


def getatime(filename):
    return os.stat(filename).st_atime


def getctime(filename):
    return os.stat(filename).st_ctime


def samefile(f1, f2):
    os.stat(f1), os.stat(f2)
    return abspath(f1) == abspath(f2)


def expanduser(path):
    path = os.fspath(path)
    if path == "~" or path.startswith("~/"):
        return (os.environ.get("HOME", "/").rstrip("/") + path[1:]) or "/"
    return path


def expandvars(path):
    path = os.fspath(path)
    result = ""
    at = 0
    while at < len(path):
        if path[at] == "$":
            braced = path[at + 1 : at + 2] == "{"
            start = end = at + 1 + braced
            while end < len(path) and (path[end].isalnum() or path[end] == "_"):
                end += 1
            if end > start and (not braced or path[end : end + 1] == "}") and path[start:end] in os.environ:
                result += os.environ[path[start:end]]
                at = end + braced
                continue
        result += path[at]
        at += 1
    return result
