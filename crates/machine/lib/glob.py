"""Files by shell patterns."""

import os
from fnmatch import fnmatchcase

__all__ = ["escape", "glob", "iglob", "has_magic"]


def has_magic(s):
    return any([char in s for char in "*?["])


def escape(pathname):
    return "".join([f"[{char}]" if char in "*?[" else char for char in pathname])


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    for found in _expand(os.fspath(pathname), root_dir or "", recursive, include_hidden):
        if found:
            yield found


def _expand(pathname, root, recursive, hidden):
    folder, name = os.path.split(pathname)
    if not has_magic(pathname):
        if os.path.exists(os.path.join(root, pathname)):
            yield pathname
        return
    if folder and folder != pathname and has_magic(folder):
        folders = [f for f in _expand(folder, root, recursive, hidden) if os.path.isdir(os.path.join(root, f))]
    else:
        folders = [folder]
    for each in folders:
        place = os.path.join(root, each) or "."
        if recursive and name == "**":
            yield os.path.join(each, "") if each else ""
            for inside in _below(place, hidden):
                yield os.path.join(each, inside)
        elif has_magic(name):
            for entry in _listed(place):
                if (hidden or name.startswith(".") or not entry.startswith(".")) and fnmatchcase(entry, name):
                    yield os.path.join(each, entry)
        elif os.path.exists(os.path.join(place, name)):
            yield os.path.join(each, name)


def _listed(place):
    try:
        return os.listdir(place)
    except OSError:
        return []


def _below(place, hidden):
    for entry in _listed(place):
        if hidden or not entry.startswith("."):
            yield entry
            for inside in _below(os.path.join(place, entry), hidden):
                yield os.path.join(entry, inside)
