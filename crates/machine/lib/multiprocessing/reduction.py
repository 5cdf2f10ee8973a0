"""Pickling between processes: the machine's own."""

import _process


class ForkingPickler:
    """The pickler that queues and pools use."""

    @staticmethod
    def dumps(obj, protocol=None):
        """obj as bytes."""
        return _process.dumps(obj)

    @staticmethod
    def loads(data):
        """The object of such bytes."""
        return _process.loads(data)


def dump(obj, file, protocol=None):
    """Write obj to a file."""
    file.write(_process.dumps(obj))
