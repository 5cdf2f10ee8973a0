"""The machine's `_timeslice` on CPython: the same answers, found the slow way."""

import _string
import re
import sys
import time
import traceback


def _keys(table):
    return list(set.__iter__(table) if isinstance(table, set) else iter(table))


def dict_probe(table, h):
    return [(slot, key) for slot, key in enumerate(_keys(table)) if hash(key) == h]


def dict_insert(table, h, key, value):
    if isinstance(table, set):
        table.add(key)
    else:
        dict.__setitem__(table, key, value)


def dict_slot_value(table, slot):
    return dict.__getitem__(table, _keys(table)[slot])


def dict_set_slot(table, slot, value):
    dict.__setitem__(table, _keys(table)[slot], value)


def dict_del_slot(table, slot):
    key = _keys(table)[slot]
    if isinstance(table, set):
        table.remove(key)
    else:
        dict.__delitem__(table, key)


def exec_class_body(func, ns):
    closure = func.__closure__
    exec(func.__code__, func.__globals__, ns, closure=closure)
    return ns.get("__classcell__") if hasattr(ns, "get") else None


def format_pieces(template):
    return [
        (literal, field, conversion, format_pieces(spec) if spec else [])
        for literal, field, spec, conversion in _string.formatter_parser(template)
    ]


_PERCENT = re.compile(r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[-+ #0]*)(?P<w>\d+|\*)?(?:\.(?P<p>\d+|\*|))?[hlL]?(?P<c>.)")


def percent_pieces(template):
    pieces, at = [], 0

    def number(text):
        return text if text in (None, "*") else int(text or 0)

    for match in _PERCENT.finditer(template):
        field = (match["key"], match["flags"], number(match["w"]), number(match["p"]), match["c"])
        pieces.append((template[at : match.start()], field))
        at = match.end()
    pieces.append((template[at:], None))
    return pieces


def now_ns():
    return time.monotonic_ns()


def cpu(ns):
    burned.append(ns)


def event(kind, label, obj=None):
    events.append((kind, label))


burned = []
events = []
replies = {}


def fetch(url, method, body):
    if url in replies:
        return replies[url]
    text = f"{method} {url}".encode()
    return 200, {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(text))}, text, 50_000, 10_000


def cores():
    return 4


def setting(name):
    return {"python": "3.13"}.get(name)


def format_exception(exc):
    return "".join(traceback.format_exception(exc))


def print_exception(exc, file=None):
    traceback.print_exception(exc, file=file)


def frame_info(depth):
    try:
        frame = sys._getframe(depth + 1)
    except ValueError:
        return None
    return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name


def user_frame():
    frame = sys._getframe(1)
    while "/machine/lib/" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name


def warn(category_name, message, filename, lineno):
    print(f"{filename}:{lineno}: {category_name}: {message}", file=sys.stderr)


def code_info(func):
    code = func.__code__
    return (code.co_name, code.co_qualname, code.co_filename, code.co_firstlineno, code.co_argcount, code.co_varnames)


def iterable_coroutine(func):
    marked = type(func)(func.__code__.replace(co_flags=func.__code__.co_flags | 0x100), func.__globals__, func.__name__, func.__defaults__, func.__closure__)
    marked.__dict__.update(func.__dict__)
    return marked
