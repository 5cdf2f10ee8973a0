"""Measuring how long small pieces of code take, on the virtual clock."""

import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


def _indented(source, columns):
    return source.replace("\n", "\n" + " " * columns)


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        namespace = {} if globals is None else dict(globals)
        names = []
        before = ""
        for role, code in (("setup", setup), ("stmt", stmt)):
            if isinstance(code, str):
                # Checked without the function around it, so that a `return` is refused.
                compile(before + code, "<timeit-src>", "exec")
                before = code + "\n"
            elif callable(code):
                namespace[f"_{role}"] = code
                names.append(f"_{role}=_{role}")
            else:
                raise ValueError(f"{role} is neither a string nor callable")
        setup_text = _indented(setup, 4) if isinstance(setup, str) else "_setup()"
        stmt_text = _indented(stmt, 8) if isinstance(stmt, str) else "_stmt()"
        self.src = (
            f"def inner(_it, _timer{''.join([', ' + n for n in names])}):\n    {setup_text}\n    _t0 = _timer()\n"
            f"    for _i in _it:\n        {stmt_text}\n        pass\n    _t1 = _timer()\n    return _t1 - _t0\n"
        )
        exec(compile(self.src, "<timeit-src>", "exec"), namespace)
        self.inner = namespace["inner"]

    def print_exc(self, file=None):
        import traceback

        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        return self.inner(itertools.repeat(None, number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return (number, taken)
            i *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
