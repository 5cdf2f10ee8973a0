"""The machine's `_process`, as far as os needs it; `posix`, because `os` may be the module under test."""

import posix


def getpid():
    return posix.getpid()


def getppid():
    return posix.getppid()


def kill(pid, sig):
    posix.kill(pid, sig)


def exit(code):
    posix._exit(code)
