"""Run a program under CPython 3.13 with the library modules of ../lib in place of the
standard ones: `python runner.py PROGRAM ARGS…`.

The natives the library stands on are imitated by the modules in shim/.
"""

import importlib.abc
import importlib.util
import linecache
import os
import re
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
LIB = os.path.join(os.path.dirname(HERE), "lib")
SHIM = os.path.join(HERE, "shim")
OURS = ("threading", "queue", "_threading_local", "concurrent", "asyncio",
        "multiprocessing", "ctypes", "contextvars", "sched", "selectors", "signal")
SHIMMED = ("_timeslice", "_thread", "_queue", "_process")


class Finder(importlib.abc.MetaPathFinder):
    """Finds our modules before the standard library's."""

    def find_spec(self, name, path=None, target=None):
        root = name.partition(".")[0]
        if name in SHIMMED:
            base = os.path.join(SHIM, name)
        elif root in OURS:
            base = os.path.join(LIB, *name.split("."))
        else:
            return None
        package = os.path.join(base, "__init__.py")
        if os.path.exists(package):
            return importlib.util.spec_from_file_location(
                name, package, submodule_search_locations=[base])
        if os.path.exists(base + ".py"):
            return importlib.util.spec_from_file_location(name, base + ".py")
        if root in OURS and root != name:
            # Never fall back to a part of the real package.
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def install():
    """Make every later import see the library under test."""
    import _contextvars
    import _queue
    import _thread
    sys.dont_write_bytecode = True
    sys.modules["timeslice_real_thread"] = _thread
    sys.modules["timeslice_real_queue"] = _queue
    for name in list(sys.modules):
        if name.partition(".")[0] in OURS or name in SHIMMED:
            del sys.modules[name]
    sys.meta_path.insert(0, Finder())
    read_lines = linecache.getlines

    def getlines(filename, module_globals=None):
        # The marks of the library's lines are for the machine's compiler, which drops them.
        return [re.sub(r"  # timeslice: line .*", "", line) for line in read_lines(filename, module_globals)]

    linecache.getlines = getlines
    walk = traceback._walk_tb_with_full_positions

    def visible(tb):
        for frame, positions in walk(tb):
            code = frame.f_code
            first = linecache.getline(code.co_filename, code.co_firstlineno)
            if "# timeslice: hide" not in first:
                yield frame, positions

    traceback._walk_tb_with_full_positions = visible


def main():
    program = os.path.abspath(sys.argv[1])
    sys.argv = sys.argv[1:]
    install()
    with open(program) as file:
        source = file.read()
    module = type(sys)("__main__")
    module.__file__ = program
    sys.modules["__main__"] = module
    sys.path.insert(0, os.path.dirname(os.path.abspath(program)))
    try:
        exec(compile(source, program, "exec"), module.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        # Without the frame of this file.
        error.__traceback__ = error.__traceback__.tb_next
        sys.excepthook(type(error), error, error.__traceback__)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
