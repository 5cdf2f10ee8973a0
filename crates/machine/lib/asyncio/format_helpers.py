"""Descriptions of callbacks, results and call stacks for reprs and log lines."""

from types import FunctionType

import _timeslice
from asyncio import constants

_shown = []  # objects whose repr is under way, to stop at cycles


def guarded(describe):
    """Make a __repr__ that shows '...' for an object inside itself."""
    def guarded_repr(self):
        if any(other is self for other in _shown):
            return '...'
        _shown.append(self)
        try:
            return describe(self)
        finally:
            _shown.pop()
    return guarded_repr


def _callback_source(func):
    while hasattr(func, "__wrapped__"):
        func = func.__wrapped__
    if type(func) is FunctionType:
        return func.__code__.co_filename, func.__code__.co_firstlineno
    if _is_partial(func):
        return _callback_source(func.func)
    return None


def _is_partial(func):
    return hasattr(func, "func") and hasattr(func, "keywords")


def format_callback_source(func, args, debug=False):
    """A callback's name, its arguments in debug mode, and where it is defined."""
    text = _format_callback(func, args, None, debug, '')
    source = _callback_source(func)
    return f'{text} at {source[0]}:{source[1]}' if source else text


def _format_callback(func, args, kwargs, debug, suffix):
    shown = '()'
    if debug:
        items = [short_repr(arg) for arg in args or ()]
        items += [f'{key}={short_repr(value)}' for key, value in (kwargs or {}).items()]
        shown = f"({', '.join(items)})"
    if _is_partial(func):
        return _format_callback(func.func, func.args, func.keywords, debug, shown + suffix)
    name = getattr(func, '__qualname__', None) or getattr(func, '__name__', None) or repr(func)
    return name + shown + suffix


def short_repr(value, level=6):
    """repr(value) cut to a bearable length, by the rules of CPython's reprlib."""
    kind = type(value)
    if kind is str:
        text = repr(value[:30])
        return text if len(text) <= 30 and len(value) <= 30 else _ends_of_str(value)
    if kind is int:
        return _cut(repr(value), 40)
    if kind in (list, tuple, set, frozenset) and (value or kind in (list, tuple)):
        opening, closing = {list: ('[', ']'), tuple: ('(', ')'), set: ('{', '}'),
                            frozenset: ('frozenset({', '})')}[kind]
        if level <= 0:
            return f'{opening}...{closing}'
        items = list(value) if kind in (list, tuple) else _sorted(value)
        pieces = [short_repr(item, level - 1) for item in items[:6]]
        if len(items) > 6:
            pieces.append('...')
        if kind is tuple and len(items) == 1:
            closing = ',)'
        return opening + ', '.join(pieces) + closing
    if kind is dict and value:
        if level <= 0:
            return '{...}'
        pieces = [f'{short_repr(key, level - 1)}: {short_repr(value[key], level - 1)}'
                  for key in _sorted(value)[:4]]
        if len(value) > 4:
            pieces.append('...')
        return '{' + ', '.join(pieces) + '}'
    return _cut(repr(value), 30)


def _sorted(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


def _ends_of_str(value):
    front = 13
    back = 30 - 3 - front
    text = repr(value[:front] + value[len(value) - back:])
    return text[:front] + '...' + text[len(text) - back:]


def _cut(text, limit):
    if len(text) <= limit:
        return text
    front = (limit - 3) // 2
    back = limit - 3 - front
    return text[:front] + '...' + text[len(text) - back:]


def call_stack(skip):
    """The callers' (file, line, function), oldest first, without the innermost `skip`."""
    stack = []
    depth = skip + 1
    while len(stack) < constants.DEBUG_STACK_DEPTH:
        try:
            entry = _timeslice.frame_info(depth)
        except ValueError:
            break
        if entry is None:
            break
        stack.append(entry)
        depth += 1
    stack.reverse()
    return stack


def format_stack(stack):
    """A call stack as a traceback shows it."""
    import linecache
    lines = []
    for filename, lineno, function in stack:
        lines.append(f'  File "{filename}", line {lineno}, in {function}\n')
        line = linecache.getline(filename, lineno).strip()
        if line:
            lines.append(f'    {line}\n')
    return ''.join(lines)
