"""Stands in for the machine's `_queue` module under CPython."""

import importlib.util
import os
import sys

import _thread


def _load():
    path = os.path.join(os.path.dirname(os.__file__), "queue.py")
    ours = {name: sys.modules.get(name) for name in ("_queue", "threading")}
    sys.modules["_queue"] = sys.modules["timeslice_real_queue"]
    sys.modules["threading"] = _thread._threading
    try:
        spec = importlib.util.spec_from_file_location("timeslice_real_queue_py", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        for name, value in ours.items():
            if value is None:
                del sys.modules[name]
            else:
                sys.modules[name] = value
    return module


_module = _load()
Queue = _module.Queue
LifoQueue = _module.LifoQueue
PriorityQueue = _module.PriorityQueue
SimpleQueue = _module.SimpleQueue
Empty = _module.Empty
Full = _module.Full
ShutDown = _module.ShutDown
