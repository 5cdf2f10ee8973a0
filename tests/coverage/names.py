"""Prints every public module of CPython's library with its public names, one module a line.

    python3.13 names.py > cpython-3.13.txt

A name is public when `__all__` has it; where there is no `__all__`, when it does not begin with
an underscore and is no module. Modules that cannot be imported here stand alone.
"""

import contextlib
import importlib
import io
import pathlib
import sys
import types
import warnings

# Programs and tests rather than libraries, and modules that do something when imported.
SKIPPED = {"__main__", "antigravity", "idlelib", "lib2to3", "test", "this", "turtledemo", "ensurepip", "pydoc_data", "encodings", "venv"}


# Not there on Linux, in CPython either.
WINDOWS = {"asyncio.windows_events", "asyncio.windows_utils", "msvcrt", "multiprocessing.popen_spawn_win32", "nt", "winreg", "winsound"}


def modules():
    found = {name for name in sys.stdlib_module_names if not name.startswith("_")} | {"__future__"}
    folder = pathlib.Path(contextlib.__file__).parent
    for package in sorted(found - SKIPPED):
        for file in sorted((folder / package).rglob("*.py")) if (folder / package).is_dir() else ():
            parts = file.relative_to(folder).with_suffix("").parts
            parts = parts[:-1] if parts[-1] == "__init__" else parts
            if len(parts) < 4 and not any(part.startswith("_") or part in ("test", "tests") for part in parts):
                found.add(".".join(parts))
    found.add("os.path")
    return sorted(found - SKIPPED - WINDOWS)


def names(module):
    if hasattr(module, "__all__"):
        return sorted(set(module.__all__))
    return sorted(n for n, v in vars(module).items() if not n.startswith("_") and not isinstance(v, types.ModuleType))


warnings.simplefilter("ignore")
for name in modules():
    quiet = io.StringIO()
    try:
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            module = importlib.import_module(name)
    except (Exception, SystemExit):
        print(name)
    else:
        print(name, *names(module))
