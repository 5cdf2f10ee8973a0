"""Loads a library module of the simulated machine beside CPython's own and compares the two.

The modules are plain Python, so most of their behaviour can be checked on the
interpreter they imitate: every case runs on both and the answers (a value's
repr, or an exception's type and text) must be equal. `fakes/` stands in for
the few natives that only the machine has.
"""

import contextlib
import importlib
import importlib.util
import io
import pathlib
import re
import sys
import types

# The library folder is embedded as it is: nothing may be written there.
sys.dont_write_bytecode = True

HERE = pathlib.Path(__file__).parent
LIB = HERE.parent.parent / "lib"
FAKES = HERE / "fakes"

# At the end: the fakes have names that CPython does not know.
sys.path.append(str(FAKES))
importlib.import_module("_thread_extras")



_failures = []
_count = 0


def _source(name):
    base = LIB.joinpath(*name.split("."))
    if (base / "__init__.py").exists():
        return base / "__init__.py", [str(base)]
    return base.with_suffix(".py"), None


@contextlib.contextmanager
def _instead_of(names):
    """While open, the named modules are not loaded."""
    hidden = {}
    for loaded in list(sys.modules):
        if any(loaded == name or loaded.startswith(name + ".") for name in names):
            hidden[loaded] = sys.modules.pop(loaded)
    try:
        yield
    finally:
        for loaded in list(sys.modules):
            if any(loaded == name or loaded.startswith(name + ".") for name in names):
                del sys.modules[loaded]
        sys.modules.update(hidden)


def _load(name):
    path, locations = _source(name)
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=locations)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    if name == "os":
        # CPython would find its frozen posixpath under this name.
        _load("os.path")
    spec.loader.exec_module(module)
    return module


def own(name, *together):
    """Our module of that name; `together` names further modules that it must see as ours."""
    names = [name, *together]
    with _instead_of([n.partition(".")[0] if n not in ("os.path",) else n for n in names]):
        for part in [*together, name]:
            _load(part)
        return sys.modules[name]


def stock(name):
    return importlib.import_module(name)


def outcome(action):
    """What calling it shows: its value's repr, or the exception; and what it wrote."""
    out = io.StringIO()
    err = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            shown = repr(action())
        except (Exception, SystemExit) as exc:
            notes = "".join(f" | {note}" for note in getattr(exc, "__notes__", ()))
            shown = f"{type(exc).__name__}: {exc}{notes}"
    text = shown + "\n" + out.getvalue() + err.getvalue()
    text = re.sub(r"0x[0-9a-f]{6,}", "0x…", text)
    return re.sub(r'File "[^"]*", line \d+', 'File "…"', text)


def same(label, expected, actual):
    """Both actions must show the same."""
    global _count
    _count += 1
    want, got = outcome(expected), outcome(actual)
    if want != got:
        _failures.append(label)
        at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
        window = slice(max(at - 60, 0), at + 160)
        print(f"FAIL {label} at character {at}\n  CPython: {want[window]!r}\n  ours:    {got[window]!r}")


def compare(name, cases, ours=None, theirs=None):
    """Every function among `cases` takes the module and must show the same with both."""
    ours = own(name) if ours is None else ours
    theirs = stock(name) if theirs is None else theirs
    for case in cases:
        same(f"{name}:{case.__name__}:{case.__code__.co_firstlineno}", lambda: case(theirs), lambda: case(ours))


def check_names(name, wanted, ours=None):
    """Every wanted name exists in both."""
    ours = own(name) if ours is None else ours
    for each in wanted.split():
        same(f"{name}.{each}", lambda: hasattr(stock(name), each), lambda: hasattr(ours, each))


# CPython has no module of this name, so it can stay loaded.
_load("_callers")


def namespace(**items):
    return types.SimpleNamespace(**items)


def finish():
    """Reports; the process fails if a case did."""
    print(f"{pathlib.Path(sys.argv[0]).name}: {_count} cases, {len(_failures)} differ")
    sys.exit(1 if _failures else 0)
