"""The garbage collector's interface. The machine finds garbage by itself; collect() does it now."""

from _gc import collect as _collect
from _gc import is_tracked  # noqa: F401

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38
garbage = []
callbacks = []

_enabled = True
_threshold = (2000, 10, 10)
_collections = _collected = 0


def enable():
    """Enable automatic garbage collection."""
    global _enabled
    _enabled = True


def disable():
    """Disable automatic garbage collection."""
    global _enabled
    _enabled = False


def isenabled():
    """Returns true if automatic garbage collection is enabled."""
    return _enabled


def collect(generation=2):
    """Run the garbage collector; the number of unreachable objects."""
    global _collections, _collected
    if not isinstance(generation, int):
        raise TypeError(f"'{type(generation).__name__}' object cannot be interpreted as an integer")
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    for callback in callbacks:
        callback("start", {"generation": generation, "collected": 0, "uncollectable": 0})
    found = _collect()
    _collections += 1
    _collected += found
    for callback in callbacks:
        callback("stop", {"generation": generation, "collected": found, "uncollectable": 0})
    return found


def get_debug():
    return 0


def set_debug(flags, /):
    if flags:
        raise NotImplementedError("gc.set_debug() is not supported in Timeslice")


def get_threshold():
    """Return the current collection thresholds."""
    return _threshold


def set_threshold(threshold0, threshold1=None, threshold2=None, /):
    """Set the collection thresholds. The machine collects by the bytes in use, whatever they are."""
    global _threshold
    _threshold = (
        threshold0,
        _threshold[1] if threshold1 is None else threshold1,
        _threshold[2] if threshold2 is None else threshold2,
    )


def get_count():
    return (0, 0, 0)


def get_stats():
    empty = {"collections": 0, "collected": 0, "uncollectable": 0}
    return [dict(empty), dict(empty), {"collections": _collections, "collected": _collected, "uncollectable": 0}]


def is_finalized(obj, /):
    return False


def freeze():
    pass


unfreeze = freeze


def get_freeze_count():
    return 0


def _refused(name):
    def refuse(*args, **kwargs):
        raise NotImplementedError(f"gc.{name}() is not supported in Timeslice")

    refuse.__name__ = refuse.__qualname__ = name
    return refuse


get_objects = _refused("get_objects")
get_referrers = _refused("get_referrers")
get_referents = _refused("get_referents")
