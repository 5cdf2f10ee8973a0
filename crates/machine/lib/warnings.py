"""Warnings: filters that decide, and the text on stderr."""

import linecache
import sys
from _callers import callers, module_of
from functools import wraps as _wraps

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
    "catch_warnings", "deprecated",
]  # fmt: skip

defaultaction = "default"
onceregistry = {}

# (action, message pattern or None, category, module pattern or None, line number); the first match decides.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
# A new version makes the "already shown" registries start again.
_filters_version = 1


def _filters_changed():
    global _filters_version
    _filters_version += 1


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, "
            f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"
        )


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = (linecache.getline(filename, lineno) if line is None else line).strip()
    return text + f"  {line}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = sys.stderr if file is None else file
    if file is not None:
        try:
            file.write(formatwarning(message, category, filename, lineno, line))
        except OSError:
            pass


_showwarning = showwarning


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check_action(action)
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _check_lineno(lineno)
    if message or module:
        import re

        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check_action(action)
    _check_lineno(lineno)
    _add_filter((action, None, category, None, lineno), append)


def _check_action(action):
    if action not in ("error", "ignore", "always", "all", "default", "module", "once"):
        raise ValueError(f"invalid action: {action!r}")


def _check_lineno(lineno):
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_changed()


def resetwarnings():
    filters.clear()
    _filters_changed()


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    frames = callers(1)[max(stacklevel, 1) - 1 :]
    while frames and skip_file_prefixes and frames[0][0].startswith(tuple(skip_file_prefixes)):
        del frames[0]
    filename, lineno = frames[0][:2] if frames else ("<sys>", 0)
    module = module_of(filename)
    warn_explicit(message, category, filename, lineno, module, _registries.setdefault(filename, {}), None, source)


def _warn_unawaited_coroutine(coro):
    lines = [f"coroutine '{coro.__qualname__}' was never awaited\n"]
    if coro.cr_origin is not None:
        import linecache
        import traceback

        lines.append("Coroutine created at (most recent call last)\n")
        lines += traceback.format_list(
            [(filename, lineno, name, linecache.getline(filename, lineno)) for filename, lineno, name in reversed(coro.cr_origin)]
        )
    warn("".join(lines).rstrip("\n"), RuntimeWarning, stacklevel=2, source=coro)


# Warnings already shown, by file: what CPython keeps in each module's __warningregistry__.
_registries = {}


def _matches(pattern, text):
    """pattern: None, the exact text, or a compiled regular expression."""
    if pattern is None:
        return True
    return pattern == text if isinstance(pattern, str) else pattern.match(text) is not None


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = defaultaction
    for candidate, wanted_text, wanted_category, wanted_module, wanted_line in filters:
        if (
            issubclass(category, wanted_category)
            and (wanted_line == 0 or wanted_line == lineno)
            and _matches(wanted_text, text)
            and _matches(wanted_module, module)
        ):
            action = candidate
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[(text, category)] = 1
    elif action == "module":
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[(text, category, 0)] = 1
    elif action == "default":
        registry[key] = 1
    _show(WarningMessage(message, category, filename, lineno, source=source))


def _show(warning):
    if _recorders:
        _recorders[-1].append(warning)
    else:
        # Looked up here: programs replace warnings.showwarning.
        showwarning(warning.message, warning.category, warning.filename, warning.lineno, warning.file, warning.line)
        if warning.source is not None and showwarning is _showwarning and warning.filename != "<sys>":
            sys.stderr.write(f"{warning.category.__name__}: Enable tracemalloc to get the object allocation traceback\n")


# The logs of the open catch_warnings(record=True) blocks.
_recorders = []


class catch_warnings:
    """Restores filters and showwarning at its end; may record the warnings in between."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        global showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters[:], showwarning, _recorders[:]
        _filters_changed()
        log = None
        if self._record:
            log = []
            _recorders.append(log)
        else:
            _recorders[:] = _recorders[-1:]
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:], showwarning, _recorders[:] = self._saved
        _filters_changed()

    def __repr__(self):
        return f"catch_warnings({'record=True' if self._record else ''})"


class deprecated:
    """Marks a class or function as deprecated: using it warns."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            original_new = arg.__new__

            def __new__(cls, /, *args, **kwargs):
                if cls is arg:
                    warn(message, category=category, stacklevel=stacklevel + 1)
                if original_new is not object.__new__:
                    return original_new(cls, *args, **kwargs)
                if cls.__init__ is object.__init__ and (args or kwargs):
                    raise TypeError(f"{cls.__name__}() takes no arguments")
                return original_new(cls)

            arg.__new__ = staticmethod(__new__)
            arg.__deprecated__ = __new__.__deprecated__ = message
            return arg
        if not callable(arg):
            raise TypeError(
                f"@deprecated decorator with non-None category must be applied to a class or callable, not {arg!r}"
            )

        @_wraps(arg)
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)

        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper
