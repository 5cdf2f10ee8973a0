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


def open_draw(generator, n):
    return None


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


class _Tree:
    """The machine's files: {path: bytes, or None for a folder}."""

    def __init__(self):
        self.nodes = {"/": None, "/home": None, "/home/learner": None, "/tmp": None}
        # By number: the data, and which number a path's data has.
        self.open = {}
        self.numbers = {}


_tree = _Tree()


def _parent(path):
    folder = path.rpartition("/")[0] or "/"
    while folder not in _tree.nodes:
        folder = folder.rpartition("/")[0] or "/"
        if _tree.nodes.get(folder, 0) is not None and folder in _tree.nodes:
            return -20
    if _tree.nodes[folder] is not None:
        return -20
    return 0 if folder == (path.rpartition("/")[0] or "/") else -2


def fs_stat(path):
    if path not in _tree.nodes:
        return None
    data = _tree.nodes[path]
    return data is None, 0 if data is None else len(data), 0, _tree.numbers.get(path, -1)


def fs_list(path):
    inside = path.rstrip("/") + "/"
    return sorted(p[len(inside) :] for p in _tree.nodes if p.startswith(inside) and p != inside and "/" not in p[len(inside) :])


def fs_make_dir(path):
    if path in _tree.nodes:
        return -17
    code = _parent(path)
    if not code:
        _tree.nodes[path] = None
    return code


def fs_remove(path, folder):
    del _tree.nodes[path]
    return 0


def fs_rename(old, new):
    _tree.nodes[new] = _tree.nodes.pop(old)
    return 0


def fs_open(path, letters):
    if path in _tree.nodes:
        if "x" in letters:
            return -17
        if _tree.nodes[path] is None:
            return -21
    else:
        code = _parent(path)
        if code or not set(letters) & set("wax"):
            return code or -2
        _tree.nodes[path] = bytearray()
    if "w" in letters:
        _tree.nodes[path].clear()
    number = _tree.numbers.setdefault(path, len(_tree.numbers))
    _tree.open[number] = _tree.nodes[path]
    return number


def fs_close(number):
    pass


def fs_read(number, position, size):
    return bytes(_tree.open[number][position : None if size < 0 else position + size])


def fs_size(number):
    return len(_tree.open[number])


def fs_write(number, position, data):
    content = _tree.open[number]
    position = len(content) if position < 0 else position
    content += bytes(max(position - len(content), 0))
    content[position : position + len(data)] = data
    return position + len(data)


def fs_truncate(number, size):
    content = _tree.open[number]
    del content[size:]
    content += bytes(size - len(content))
    return 0


def source_text(name):
    return None
