"""Pickling between processes. The machine pickles; the class has the shape of CPython's, so
that the traceback of an object that cannot be pickled shows the same frames."""

import io

import _process


class ForkingPickler:
    """The pickler that queues and pools use."""

    def __init__(self, file, protocol=None):
        self._file = file

    def dump(self, obj):  # timeslice: hide
        """Write obj to the file."""
        self._file.write(_process.dumps(obj))

    @classmethod
    def dumps(cls, obj, protocol=None):
        """obj as bytes."""
        buf = io.BytesIO()
        cls(buf, protocol).dump(obj)  # timeslice: line 51
        return buf.getvalue()

    @staticmethod
    def loads(data):
        """The object of such bytes."""
        return _process.loads(data)


def dump(obj, file, protocol=None):
    """Write obj to a file."""
    ForkingPickler(file, protocol).dump(obj)
