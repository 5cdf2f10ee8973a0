"""Temporary files, in the in-memory file system."""

import io
import os

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp", "gettempdir", "gettempprefix", "tempdir"]

tempdir = None
_count = 0


def gettempdir():
    folder = tempdir or "/tmp"
    os.makedirs(folder, exist_ok=True)
    return folder


def gettempprefix():
    return "tmp"


def mktemp(suffix="", prefix="tmp", dir=None):
    """A name that no file has yet; numbered, so that runs are alike."""
    global _count
    folder = os.path.abspath(dir or gettempdir())
    while True:
        _count += 1
        path = os.path.join(folder, f"{prefix or 'tmp'}{_count:08d}{suffix or ''}")
        if not os.path.exists(path):
            return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    path = mktemp(suffix, prefix, dir)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL), path


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = mktemp(suffix, prefix, dir)
    os.mkdir(path)
    return path


class _TemporaryFileWrapper:
    def __init__(self, file, name, delete, delete_on_close):
        self.file = file
        self.name = name
        self.delete = delete
        self._delete_on_close = delete_on_close

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()
        self._remove()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        if self._delete_on_close:
            self._remove()

    def _remove(self):
        if self.delete and os.path.exists(self.name):
            os.unlink(self.name)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None, delete_on_close=True):
    path = mktemp(suffix, prefix, dir)
    file = io.open(path, mode, buffering, encoding=encoding, newline=newline, errors=errors)
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)


def TemporaryFile(mode="w+b", *args, **kwargs):
    return NamedTemporaryFile(mode, *args, **kwargs)


def SpooledTemporaryFile(max_size=0, mode="w+b", **kwargs):
    return io.BytesIO() if "b" in mode else io.StringIO()


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        import shutil

        if os.path.exists(self.name):
            shutil.rmtree(self.name)

    def __repr__(self):
        return f"<TemporaryDirectory {self.name!r}>"
