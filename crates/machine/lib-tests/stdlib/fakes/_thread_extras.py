"""Gives CPython's _thread the names that only the machine's has."""

import _thread
import threading

_local = threading.local()


def local_dict(key):
    tables = _local.__dict__.setdefault("tables", {})
    return tables.setdefault(id(key), {})


_thread.local_dict = local_dict
