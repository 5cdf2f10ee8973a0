"""Stands in for the machine's `_process` module under CPython: real processes, pipes and
semaphores. Only fork is real; the other start methods are imitated by a fork whose child
unpickles the process object, so that what cannot be pickled fails as it should."""

import io
import mmap
import os
import pickle
import select
import socket
import struct
import sys
import time

import _multiprocessing

_current = None
_exit_codes = {}


def current():
    return _current


def set_current(obj):
    global _current
    _current = obj


getpid = os.getpid
getppid = os.getppid


def exit(code):
    os._exit(code)


class _Pickler(pickle.Pickler):
    """Connections and shared arrays pickle as references: fork has copied them."""

    def persistent_id(self, obj):
        if isinstance(obj, (Connection, Shared, SemLock)):
            return id(obj)
        return None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, pid):
        return _by_id[pid]


_by_id = {}


def dumps(obj):  # timeslice: hide
    file = io.BytesIO()
    _Pickler(file, pickle.DEFAULT_PROTOCOL).dump(obj)
    return file.getvalue()


def loads(data):
    return _Unpickler(io.BytesIO(data)).load()


def start(method, prep, process_obj):
    data = None if method == "fork" else dumps(process_obj)
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _exit_codes.clear()
        if data is not None:
            from multiprocessing import util
            util._after_fork()
            process_obj = loads(data)
        code = process_obj._bootstrap()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def poll(pid):
    return _wait(pid, os.WNOHANG)


def _wait(pid, flags):
    if pid not in _exit_codes:
        try:
            done, status = os.waitpid(pid, flags)
        except ChildProcessError:
            return _exit_codes.get(pid)
        if done == 0:
            return None
        _exit_codes[pid] = os.waitstatus_to_exitcode(status)
    return _exit_codes[pid]


def wait(pid, timeout=None):
    if timeout is None:
        return _wait(pid, 0)
    deadline = time.monotonic() + timeout
    while (code := poll(pid)) is None and time.monotonic() < deadline:
        time.sleep(0.002)
    return code


def kill(pid, signum):
    os.kill(pid, signum)


class Connection:
    def __init__(self, fd, readable, writable):
        self._fd = fd
        self.readable = readable
        self.writable = writable
        _by_id[id(self)] = self

    @property
    def closed(self):
        return self._fd is None

    def fileno(self):
        self._check()
        return self._fd

    def _check(self):
        if self._fd is None:
            raise OSError("handle is closed")

    def _read(self, count):
        data = b""
        while len(data) < count:
            piece = os.read(self._fd, count - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data

    def send_bytes(self, data):
        self._check()
        if not self.writable:
            raise OSError("connection is read-only")
        data = bytes(memoryview(data))
        data = struct.pack("!i", len(data)) + data
        while data:
            data = data[os.write(self._fd, data):]

    def recv_bytes(self):
        self._check()
        if not self.readable:
            raise OSError("connection is write-only")
        return self._read(struct.unpack("!i", self._read(4))[0])

    def send(self, obj):
        self._check()
        if not self.writable:
            raise OSError("connection is read-only")
        self.send_bytes(dumps(obj))

    def recv(self):
        return loads(self.recv_bytes())

    def poll(self, timeout=0.0):
        self._check()
        if not self.readable:
            raise OSError("connection is write-only")
        return bool(select.select([self._fd], [], [], timeout)[0])

    def close(self):
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


Connection.__module__ = "multiprocessing.connection"


def pipe(duplex=True):
    if duplex:
        a, b = socket.socketpair()
        return Connection(a.detach(), True, True), Connection(b.detach(), True, True)
    r, w = os.pipe()
    return Connection(r, True, False), Connection(w, False, True)


def wait_any(things, timeout):
    deadline = None if timeout is None else time.monotonic() + timeout
    while True:
        ready = [t for t in things
                 if (poll(t) is not None if isinstance(t, int) else t.poll())]
        if ready or deadline is not None and time.monotonic() >= deadline:
            return ready
        time.sleep(0.002)


class SemLock:
    def __init__(self, kind, value, maxvalue):
        name = f"/timeslice-{os.getpid()}-{id(self)}"
        self._lock = _multiprocessing.SemLock(kind, value, maxvalue, name, True)
        _by_id[id(self)] = self
        for method in ("acquire", "release", "_count", "_is_mine", "_get_value", "_is_zero"):
            setattr(self, method, getattr(self._lock, method))

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


def _renew_semaphores():
    for obj in list(_by_id.values()):
        if isinstance(obj, SemLock):
            obj._lock._after_fork()


os.register_at_fork(after_in_child=_renew_semaphores)


class Shared:
    def __init__(self, typecode, items):
        if isinstance(items, int):
            items = [0] * items
        size = max(1, struct.calcsize(typecode) * len(items))
        self._items = memoryview(mmap.mmap(-1, size)).cast(typecode)
        self._length = len(items)
        for i, item in enumerate(items):
            self._items[i] = item
        _by_id[id(self)] = self

    def __len__(self):
        return self._length

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._items[:self._length][index].tolist()
        return self._items[index]

    def __setitem__(self, index, value):
        self._items[index] = value


def listen(address):
    if isinstance(address, tuple):
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(address)
    else:
        server = socket.socket(socket.AF_UNIX)
        server.bind("\0" + address)
    server.listen()
    return server


def accept(handle):
    return Connection(handle.accept()[0].detach(), True, True)


def connect(address):
    client = socket.socket(socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX)
    client.connect(address if isinstance(address, tuple) else "\0" + address)
    return Connection(client.detach(), True, True)


def close_listener(handle):
    handle.close()
