"""Who pickles what (Lib/copyreg.py, 3.13), without registered reducers."""

__all__ = ["pickle", "constructor", "__newobj__", "__newobj_ex__"]


def pickle(ob_type, pickle_function, constructor_ob=None):
    raise NotImplementedError("copyreg.pickle() is not supported in Timeslice; define __reduce__")


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)
