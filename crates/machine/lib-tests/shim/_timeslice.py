"""Stands in for the machine's `_timeslice` module under CPython."""

import gc
import sys
import time
import traceback

EVENTS = []


def now_ns():
    return time.monotonic_ns()


def cores():
    import os
    return os.cpu_count()


def setting(name):
    return {"python": "3.13", "start_method": "fork"}.get(name)


def event(kind, label):
    EVENTS.append((kind, label))


def task_event(kind, label, obj=None, coroutine=None):
    EVENTS.append((kind, label))
    if kind == "turn":
        # The machine looks for dead objects while some have a finaliser.
        gc.collect()


def format_exception(exc):
    return "".join(traceback.format_exception(exc))


def print_exception(exc, file=None):
    traceback.print_exception(exc, file=file or sys.stderr)


def frame_info(depth):
    frame = sys._getframe(depth + 1)
    return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name


def user_frame():
    frame = sys._getframe(1)
    while frame.f_back is not None and "/machine/lib/" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name


def code_info(func):
    code = func.__code__
    return (code.co_name, func.__qualname__, code.co_filename, code.co_firstlineno,
            code.co_argcount, code.co_varnames)


def coroutine_state(coro):
    import inspect
    return inspect.getcoroutinestate(coro)
