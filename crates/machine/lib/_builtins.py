"""What the builtins do when a value's behaviour is written in Python.

The machine handles builtin values natively. As soon as an operation has to run
a user's ``__eq__``, ``__hash__``, ``__lt__``, ``__repr__``, ``__iter__`` … it
calls the function of the same purpose here instead, so native code never has to
wait for Python code and a thread can be stopped inside any of them.

One file although it is long: the machine resolves every fallback by its name in
this one module, and nothing here is meant to be imported by programs.

From ``_timeslice`` this uses the hash tables' own operations (``dict_probe``,
``dict_insert``, ``dict_slot_value``, ``dict_set_slot``, ``dict_del_slot``), the
parsers of format templates (``format_pieces``, ``percent_pieces``) and
``exec_class_body(func, namespace)``, which runs a class body and returns its
``__class__`` cell or None.
"""

import sys
from _thread import local_dict
from _timeslice import (
    dict_del_slot,
    dict_insert,
    dict_probe,
    dict_set_slot,
    dict_slot_value,
    exec_class_body,
    format_pieces,
    percent_pieces,
)

_absent = object()
_repr_key = object()
_UnionType = type(int | str)
_GenericAlias = type(list[int])


# ---------------------------------------------------------------- repr


def _guarded(container, write, recursive):
    """write(container), or the text `recursive` while this thread is writing it."""
    active = local_dict(_repr_key)
    key = id(container)
    if key in active:
        return recursive
    active[key] = True
    try:
        return write(container)
    finally:
        del active[key]


def _write_list(x):
    # By index: an item's __repr__ may shorten the list meanwhile.
    parts = []
    i = 0
    while i < list.__len__(x):
        parts.append(repr(list.__getitem__(x, i)))
        i += 1
    return "[" + ", ".join(parts) + "]"


def _write_tuple(x):
    parts = [repr(item) for item in tuple.__iter__(x)]
    return "(" + parts[0] + ",)" if len(parts) == 1 else "(" + ", ".join(parts) + ")"


def _write_dict(x):
    return "{" + ", ".join([repr(k) + ": " + repr(v) for k, v in dict.items(x)]) + "}"


def _write_set(x):
    kind = type(x)
    items = [item for item in kind.__iter__(x)] if kind in (set, frozenset) else _set_items(x)
    if not items:
        return kind.__name__ + "()"
    body = "{" + ", ".join([repr(item) for item in items]) + "}"
    return body if kind is set else kind.__name__ + "(" + body + ")"


def _set_items(x):
    return [item for item in (set if isinstance(x, set) else frozenset).__iter__(x)]


def _write_deque(x):
    text = type(x).__name__ + "([" + ", ".join([repr(item) for item in x]) + "]"
    return text + ")" if x.maxlen is None else text + ", maxlen=" + str(x.maxlen) + ")"


def _repr_list(x):
    return _guarded(x, _write_list, "[...]")


def _repr_tuple(x):
    return _guarded(x, _write_tuple, "(...)")


def _repr_dict(x):
    return _guarded(x, _write_dict, "{...}")


def _repr_set(x):
    return _guarded(x, _write_set, type(x).__name__ + "(...)")


_repr_frozenset = _repr_set


def _repr_deque(x):
    return _guarded(x, _write_deque, "[...]")


# ---------------------------------------------------------------- sorting

_PLAIN = (int, float, str, bytes, bool)


def _is_plain(key):
    """Whether comparing this key runs no Python code and is a total order."""
    kind = type(key)
    if kind is tuple:
        for part in key:
            if type(part) not in _PLAIN or part != part:
                return False
        return True
    return kind in _PLAIN and key == key


def _order(keys):
    """The permutation that sorts keys, stable, using only `<`."""
    for key in keys:
        if not _is_plain(key):
            break
    else:
        # Every key is a builtin value: the machine's own sort can do it.
        pairs = [(key, i) for i, key in _numbered(keys)]
        pairs.sort()
        return [i for _, i in pairs]
    n = len(keys)
    if n < 2:
        return [i for i in range(n)]
    if n < 64:
        run = [i for i in range(n)]
        _binary_insert(keys, run, _count_run(keys, run))
        return run
    # Runs of 32, then a bottom-up merge.
    runs = []
    for start in range(0, n, 32):
        run = [i for i in range(start, start + 32 if start + 32 < n else n)]
        _binary_insert(keys, run, _count_run(keys, run))
        runs.append(run)
    while len(runs) > 1:
        merged = []
        for i in range(0, len(runs) - 1, 2):
            merged.append(_merge(keys, runs[i], runs[i + 1]))
        if len(runs) % 2:
            merged.append(runs[-1])
        runs = merged
    return runs[0]


def _numbered(items):
    return [(i, items[i]) for i in range(len(items))]


def _count_run(keys, run):
    """Length of the ascending run that `run` starts with; a descending one is turned round.

    The comparisons are those of CPython 3.13's listobject.c (count_run), so a
    program that prints from its __lt__ prints the same.
    """
    total = len(run)
    n = 1
    while n < total and not keys[run[n]] < keys[run[n - 1]]:
        n += 1
    if n == total:
        return n
    if n > 1:
        if keys[run[0]] < keys[run[n - 1]]:
            return n
        run[:n] = run[:n][::-1]
    n += 1
    equal = 0
    while n < total:
        if keys[run[n]] < keys[run[n - 1]]:
            if equal:
                run[n - equal - 1 : n] = run[n - equal - 1 : n][::-1]
                equal = 0
        elif keys[run[n - 1]] < keys[run[n]]:
            break
        else:
            equal += 1
        n += 1
    if equal:
        run[n - equal - 1 : n] = run[n - equal - 1 : n][::-1]
    run[:n] = run[:n][::-1]
    while n < total and not keys[run[n]] < keys[run[n - 1]]:
        n += 1
    return n


def _binary_insert(keys, run, sorted_count):
    for i in range(sorted_count, len(run)):
        item = run[i]
        pivot = keys[item]
        low, high = 0, i
        while low < high:
            middle = (low + high) >> 1
            if pivot < keys[run[middle]]:
                high = middle
            else:
                low = middle + 1
        del run[i]
        run.insert(low, item)


def _merge(keys, left, right):
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if keys[right[j]] < keys[left[i]]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    merged += left[i:]
    merged += right[j:]
    return merged


def _sort_items(items, key, reverse):
    keys = items if key is None else [key(item) for item in items]
    if not reverse:
        return [items[i] for i in _order(keys)]
    # Reversing before and after keeps equal items in their order.
    count = len(items)
    order = _order(keys[::-1])
    order.reverse()
    return [items[count - 1 - i] for i in order]


def _sorted(iterable, key, reverse):
    return _sort_items([item for item in iterable], key, reverse)


def _list_sort(lst, key, reverse):
    items = [item for item in list.__iter__(lst)]
    list.clear(lst)
    try:
        items = _sort_items(items, key, reverse)
    finally:
        modified = list.__len__(lst) > 0
        list.__setitem__(lst, slice(None), items)
    if modified:
        raise ValueError("list modified during sort")


# ---------------------------------------------------------------- folding an iterable


def _extreme(name, args, key, default, has_default):
    """args: the arguments of min() or max(), one iterable or several values."""
    best = best_key = _absent
    for item in args if len(args) > 1 else args[0]:
        item_key = item if key is None else key(item)
        if best is _absent:
            better = True
        elif name == "min":
            better = item_key < best_key
        else:
            better = item_key > best_key
        if better:
            best, best_key = item, item_key
    if best is not _absent:
        return best
    if has_default:
        return default
    raise ValueError(f"{name}() iterable argument is empty")


def _min(args, key, default, has_default):
    return _extreme("min", args, key, default, has_default)


def _max(args, key, default, has_default):
    return _extreme("max", args, key, default, has_default)


def _import_star(module, namespace):
    for name in module.__all__:
        namespace[name] = getattr(module, name)


def _sum(it, start=0, first=None):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    if isinstance(start, bytes):
        raise TypeError("sum() can't sum bytes [use b''.join(seq) instead]")
    if isinstance(start, bytearray):
        raise TypeError("sum() can't sum bytearray [use b''.join(seq) instead]")
    total = start
    # Since 3.12 floats are added with Neumaier's compensation.
    compensation = 0.0
    compensated = type(total) is float
    if first is not None:
        # One item was taken from the generator already.
        it = _chain_two(first, it)
    for item in it:
        kind = type(item)
        if not compensated and type(total) is float:
            compensated = True
        if compensated and kind is float:
            subtotal = total + item
            if abs(total) >= abs(item):
                compensation += (total - subtotal) + item
            else:
                compensation += (item - subtotal) + total
            total = subtotal
        elif compensated and kind is int:
            total += float(item)
        else:
            if compensated:
                total = _settle(total, compensation)
                compensation = 0.0
                compensated = False
            total = total + item
    return _settle(total, compensation) if compensated else total


def _chain_two(first, rest):
    yield from first
    yield from rest


def _settle(total, compensation):
    # An infinite or NaN compensation would spoil an infinite total.
    return total + compensation if compensation and compensation - compensation == 0.0 else total


def _any(it):
    for item in it:
        if item:
            return True
    return False


def _all(it):
    for item in it:
        if not item:
            return False
    return True


# ---------------------------------------------------------------- building containers


def _list_from_iter(it):
    return [item for item in it]


def _tuple_from_iter(it):
    # Unpacking a list needs no further Python code.
    return (*[item for item in it],)


def _set_from_iter(it):
    result = set()
    for item in it:
        _set_add(result, item)
    return result


def _dict_update(d, other=(), kwargs=None):
    if isinstance(other, dict) and type(other).__iter__ is dict.__iter__:
        for key, value in dict.items(other):
            _dict_setitem(d, key, value)
    elif hasattr(other, "keys"):
        for key in other.keys():
            _dict_setitem(d, key, other[key])
    else:
        index = 0
        for pair in other:
            try:
                parts = [part for part in pair]
            except TypeError:
                raise TypeError(
                    f"cannot convert dictionary update sequence element #{index} to a sequence"
                ) from None
            if len(parts) != 2:
                raise ValueError(
                    f"dictionary update sequence element #{index} has length {len(parts)}; 2 is required"
                )
            _dict_setitem(d, parts[0], parts[1])
            index += 1
    if kwargs:
        for key, value in dict.items(kwargs):
            dict.__setitem__(d, key, value)


def _dict_from_pairs(pairs, kwargs=None):
    result = {}
    _dict_update(result, pairs, kwargs)
    return result


def _str_join(sep, it):
    try:
        items = [item for item in iter(it)]
    except TypeError:
        if hasattr(type(it), "__iter__") or hasattr(type(it), "__getitem__"):
            raise
        raise TypeError("can only join an iterable") from None
    for i, item in _numbered(items):
        if not isinstance(item, str):
            raise TypeError(f"sequence item {i}: expected str instance, {type(item).__name__} found")
    return sep.join(items)


# ---------------------------------------------------------------- searching and comparing sequences


def _list_index(lst, x, start=0, stop=sys.maxsize):
    size = len(lst)
    start = start + size if start < 0 else start
    stop = stop + size if stop < 0 else stop
    i = start if start > 0 else 0
    # len() again each time: __eq__ may change the list.
    while i < stop and i < len(lst):
        item = lst[i]
        if item is x or item == x:
            return i
        i += 1
    if isinstance(lst, list):
        raise ValueError(f"{x!r} is not in list")
    if isinstance(lst, tuple):
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError(f"{x!r} is not in {type(lst).__name__}")


def _seq_count(seq, x):
    count = 0
    for item in seq:
        if item is x or item == x:
            count += 1
    return count


def _iter_contains(it, x):
    for item in it:
        if item is x or item == x:
            return True
    return False


def _seq_contains(seq, x):
    i = 0
    while i < len(seq):
        item = seq[i]
        if item is x or item == x:
            return True
        i += 1
    return False


def _list_remove(lst, x):
    i = 0
    while i < list.__len__(lst):
        item = list.__getitem__(lst, i)
        if item is x or item == x:
            list.__delitem__(lst, i)
            return
        i += 1
    raise ValueError("list.remove(x): x not in list")


def _plain_sequence(x):
    """x's items for comparing; a subclass's own __len__ and __getitem__ do not count."""
    if isinstance(x, list):
        return x if type(x) is list else list.copy(x)
    if isinstance(x, tuple):
        return x if type(x) is tuple else tuple.__getitem__(x, slice(None))
    return [item for item in x]


def _seq_eq(a, b):
    a = _plain_sequence(a)
    b = _plain_sequence(b)
    if len(a) != len(b):
        return False
    i = 0
    while i < len(a) and i < len(b):
        x, y = a[i], b[i]
        if x is not y and not x == y:
            return False
        i += 1
    return len(a) == len(b)


def _first_difference(a, b):
    i = 0
    while i < len(a) and i < len(b):
        x, y = a[i], b[i]
        if x is not y and not x == y:
            return i
        i += 1
    return -1


def _seq_lt(a, b):
    a, b = _plain_sequence(a), _plain_sequence(b)
    i = _first_difference(a, b)
    return a[i] < b[i] if i >= 0 else len(a) < len(b)


def _seq_le(a, b):
    a, b = _plain_sequence(a), _plain_sequence(b)
    i = _first_difference(a, b)
    return a[i] <= b[i] if i >= 0 else len(a) <= len(b)


def _seq_gt(a, b):
    a, b = _plain_sequence(a), _plain_sequence(b)
    i = _first_difference(a, b)
    return a[i] > b[i] if i >= 0 else len(a) > len(b)


def _seq_ge(a, b):
    a, b = _plain_sequence(a), _plain_sequence(b)
    i = _first_difference(a, b)
    return a[i] >= b[i] if i >= 0 else len(a) >= len(b)


# ---------------------------------------------------------------- dicts with keys in Python


def _find(table, key):
    """The slot that holds key, or -1, and key's hash."""
    h = hash(key)
    for slot, present in dict_probe(table, h):
        if present is key or present == key:
            return slot, h
    return -1, h


def _dict_get(d, k, default=None):
    slot, _ = _find(d, k)
    return default if slot < 0 else dict_slot_value(d, slot)


def _dict_getitem(d, k):
    slot, _ = _find(d, k)
    if slot >= 0:
        return dict_slot_value(d, slot)
    if type(d) is not dict:
        missing = getattr(type(d), "__missing__", None)
        if missing is not None:
            return missing(d, k)
    raise KeyError(k)


def _dict_setitem(d, k, value):
    slot, h = _find(d, k)
    if slot < 0:
        dict_insert(d, h, k, value)
    else:
        dict_set_slot(d, slot, value)


def _dict_delitem(d, k):
    slot, _ = _find(d, k)
    if slot < 0:
        raise KeyError(k)
    dict_del_slot(d, slot)


def _dict_contains(d, k):
    return _find(d, k)[0] >= 0


def _dict_pop(d, k, default=_absent):
    slot, _ = _find(d, k)
    if slot < 0:
        if default is _absent:
            raise KeyError(k)
        return default
    value = dict_slot_value(d, slot)
    dict_del_slot(d, slot)
    return value


def _dict_setdefault(d, k, default=None):
    slot, h = _find(d, k)
    if slot >= 0:
        return dict_slot_value(d, slot)
    dict_insert(d, h, k, default)
    return default


def _dict_eq(a, b):
    if dict.__len__(a) != dict.__len__(b):
        return False
    for key, value in [pair for pair in dict.items(a)]:
        slot, _ = _find(b, key)
        if slot < 0:
            return False
        other = dict_slot_value(b, slot)
        if value is not other and not value == other:
            return False
    return True


# ---------------------------------------------------------------- sets with members in Python


def _find_member(s, k):
    """As _find; an unhashable set stands for the frozenset of its members."""
    try:
        return _find(s, k)[0]
    except TypeError:
        if not isinstance(k, set):
            raise
        return _find(s, frozenset(k))[0]


def _set_add(s, k):
    slot, h = _find(s, k)
    if slot < 0:
        dict_insert(s, h, k, None)


def _set_contains(s, k):
    return _find_member(s, k) >= 0


def _set_discard(s, k):
    slot = _find_member(s, k)
    if slot >= 0:
        dict_del_slot(s, slot)


def _set_remove(s, k):
    slot = _find_member(s, k)
    if slot < 0:
        raise KeyError(k)
    dict_del_slot(s, slot)


def _as_set(it):
    return it if isinstance(it, (set, frozenset)) else _set_from_iter(it)


def _set_update(s, *others):
    for other in others:
        for item in [item for item in other]:
            _set_add(s, item)


def _set_union(s, *others):
    """A plain set; the machine makes it a frozenset where `s` is one (as for those below)."""
    result = set()
    _set_update(result, s, *others)
    return result


def _set_intersection(s, *others):
    result = [item for item in s]
    for other in others:
        # CPython walks the smaller set, or the other iterable, and keeps its members.
        if isinstance(other, (set, frozenset)) and len(other) > len(result):
            result = [item for item in result if _set_contains(other, item)]
        else:
            present = _set_from_iter(result)
            kept = set()
            for item in other:
                if _set_contains(present, item):
                    _set_add(kept, item)
            result = [item for item in kept]
    return _set_from_iter(result)


def _set_difference(s, *others):
    result = [item for item in s]
    for other in others:
        excluded = _as_set(other)
        result = [item for item in result if not _set_contains(excluded, item)]
    return _set_from_iter(result)


def _set_symmetric_difference(s, other):
    other = _as_set(other)
    result = _set_difference(s, other)
    for item in other:
        if not _set_contains(s, item):
            _set_add(result, item)
    return result


def _replace_members(s, members):
    set.clear(s)
    _set_update(s, members)


def _set_intersection_update(s, *others):
    _replace_members(s, _set_intersection(s, *others))


def _set_difference_update(s, *others):
    for other in others:
        for item in [item for item in other]:
            _set_discard(s, item)


def _set_symmetric_difference_update(s, other):
    _replace_members(s, _set_symmetric_difference(s, other))


def _set_isdisjoint(s, other):
    for item in other:
        if _set_contains(s, item):
            return False
    return True


def _set_issubset(s, other):
    other = _as_set(other)
    if len(s) > len(other):
        return False
    for item in s:
        if not _set_contains(other, item):
            return False
    return True


def _set_issuperset(s, other):
    if isinstance(other, (set, frozenset)):
        return _set_issubset(other, s)
    for item in other:
        if not _set_contains(s, item):
            return False
    return True


def _set_eq(a, b):
    return len(a) == len(b) and _set_issubset(a, b)


def _set_le(a, b):
    return _set_issubset(a, b)


def _set_lt(a, b):
    return len(a) < len(b) and _set_issubset(a, b)


def _set_ge(a, b):
    return _set_issubset(b, a)


def _set_gt(a, b):
    return len(b) < len(a) and _set_issubset(b, a)


# ---------------------------------------------------------------- numbers and hashes


def _divmod(a, b):
    left, right = type(a), type(b)
    forward = getattr(left, "__divmod__", None)
    backward = getattr(right, "__rdivmod__", None)
    if left is right:
        backward = None
    elif backward is not None and issubclass(right, left) and backward is not getattr(left, "__rdivmod__", None):
        # A subclass that overrides the reflected method goes first.
        result = backward(b, a)
        if result is not NotImplemented:
            return result
        backward = None
    if forward is not None:
        result = forward(a, b)
        if result is not NotImplemented:
            return result
    if backward is not None:
        result = backward(b, a)
        if result is not NotImplemented:
            return result
    raise TypeError(f"unsupported operand type(s) for divmod(): '{left.__name__}' and '{right.__name__}'")


def _pow(a, b, mod=None):
    if mod is None:
        return a**b
    method = getattr(type(a), "__pow__", None)
    result = NotImplemented if method is None else method(a, b, mod)
    if result is NotImplemented:
        names = "', '".join([type(x).__name__ for x in (a, b, mod)])
        raise TypeError(f"unsupported operand type(s) for ** or pow(): '{names}'")
    return result


def _round(x, n=None):
    method = getattr(type(x), "__round__", None)
    if method is None:
        raise TypeError(f"type {type(x).__name__} doesn't define __round__ method")
    return method(x) if n is None else method(x, n)


def _hash_tuple(t):
    # xxHash as in CPython's tupleobject.c (tuple_hash), on 64-bit words.
    mask = 0xFFFFFFFFFFFFFFFF
    acc = 2870177450012600261
    for item in tuple.__iter__(t):
        acc = (acc + (hash(item) & mask) * 14029467366897019727) & mask
        acc = ((acc << 31) | (acc >> 33)) & mask
        acc = acc * 11400714785074694791 & mask
    acc = (acc + (tuple.__len__(t) ^ (2870177450012600261 ^ 3527539))) & mask
    if acc == mask:
        return 1546275796
    return acc - (1 << 64) if acc >> 63 else acc


# ---------------------------------------------------------------- text


def _format(value, spec=""):
    result = type(value).__format__(value, spec)
    if not isinstance(result, str):
        raise TypeError(f"__format__ must return a str, not {type(result).__name__}")
    return result


def _format_value(value, conversion, spec=""):
    """One replacement field of an f-string; conversion is 's', 'r', 'a' or None."""
    return _format(_converted(value, conversion), spec)


def _converted(value, conversion):
    if conversion is None:
        return value
    if conversion == "r":
        return repr(value)
    if conversion == "s":
        return str(value)
    if conversion == "a":
        return ascii(value)
    raise ValueError(f"Unknown conversion specifier {conversion}")


def _str_format(template, args, kwargs):
    # The second item: None before the first field, then "auto" or "manual".
    return _join_pieces(format_pieces(template), args, kwargs, [0, None])


def _join_pieces(pieces, args, kwargs, numbering):
    parts = []
    for literal, field, conversion, spec in pieces:
        parts.append(literal)
        if field is not None:
            value = _converted(_look_up(field, args, kwargs, numbering), conversion)
            spec_text = _join_pieces(spec, args, kwargs, numbering) if spec else ""
            parts.append(_format(value, spec_text))
    return "".join(parts)


def _look_up(field, args, kwargs, numbering):
    """The value that `name.attribute[key]` stands for."""
    end = 0
    while end < len(field) and field[end] not in ".[":
        end += 1
    first, rest = field[:end], field[end:]
    if first == "" or first.isdigit():
        if first == "":
            if numbering[1] == "manual":
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            numbering[1] = "auto"
            index = numbering[0]
            numbering[0] += 1
        else:
            if numbering[1] == "auto":
                raise ValueError("cannot switch from automatic field numbering to manual field specification")
            numbering[1] = "manual"
            index = int(first)
        if args is None:
            raise ValueError("Format string contains positional fields")
        if index >= len(args):
            raise IndexError(f"Replacement index {index} out of range for positional args tuple")
        value = args[index]
    else:
        value = kwargs[first]
    while rest:
        if rest[0] == ".":
            end = 1
            while end < len(rest) and rest[end] not in ".[":
                end += 1
            name, rest = rest[1:end], rest[end:]
            if not name:
                raise ValueError("Empty attribute in format string")
            value = getattr(value, name)
        elif rest[0] == "[":
            end = rest.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            name, rest = rest[1:end], rest[end + 1 :]
            if not name:
                raise ValueError("Empty attribute in format string")
            value = value[int(name) if name.isdigit() else name]
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return value


def _percent_format(template, value):
    """template % value; percent_pieces gives (literal, field) with field None or
    (key or None, flags, width, precision, conversion), width and precision an int, "*" or None."""
    arguments = value if isinstance(value, tuple) else (value,)
    is_mapping = not isinstance(value, (tuple, str)) and hasattr(type(value), "__getitem__")
    used = 0
    parts = []
    for literal, field in percent_pieces(template):
        parts.append(literal)
        if field is None:
            continue
        key, flags, width, precision, conversion = field
        if key is not None:
            if not is_mapping:
                raise TypeError("format requires a mapping")
            argument = value[key]
            # As CPython: the mapping itself is now the only argument, and used.
            arguments, used = (value,), 1
        numbers = []
        for number in (width, precision):
            if number == "*":
                number, used = _next_argument(arguments, used)
                if not isinstance(number, int):
                    raise TypeError("* wants int")
                if number < 0 and not numbers:
                    flags, number = flags + "-", -number
                elif number < 0:
                    number = 0
            numbers.append(number)
        if conversion == "%":
            parts.append("%")
            continue
        if key is None:
            argument, used = _next_argument(arguments, used)
        parts.append(_percent_one(flags, numbers[0], numbers[1], conversion, argument))
    if used < len(arguments) and not is_mapping:
        raise TypeError("not all arguments converted during string formatting")
    return "".join(parts)


def _next_argument(arguments, used):
    if used >= len(arguments):
        raise TypeError("not enough arguments for format string")
    return arguments[used], used + 1


def _percent_one(flags, width, precision, conversion, argument):
    kind = type(argument)
    if conversion == "s":
        argument = str(argument)
    elif conversion == "r":
        argument, conversion = repr(argument), "s"
    elif conversion == "a":
        argument, conversion = ascii(argument), "s"
    elif conversion in "diu":
        if not isinstance(argument, (int, float)):
            if not hasattr(kind, "__int__") and not hasattr(kind, "__index__"):
                raise TypeError(f"%{conversion} format: a real number is required, not {kind.__name__}")
            argument = int(argument)
        argument, conversion = int(argument), "d"
    elif conversion in "xXo":
        if not hasattr(kind, "__index__"):
            raise TypeError(f"%{conversion} format: an integer is required, not {kind.__name__}")
        argument = argument.__index__() + 0
    elif conversion == "c":
        if not isinstance(argument, str):
            if not hasattr(kind, "__index__"):
                raise TypeError("%c requires int or char")
            argument = argument.__index__()
    else:
        if not hasattr(kind, "__float__") and not hasattr(kind, "__index__"):
            raise TypeError(f"must be real number, not {kind.__name__}")
        argument = float(argument)
    template = "%" + flags + ("" if width is None else str(width))
    if precision is not None:
        template += "." + str(precision)
    # Only builtin values from here on.
    return (template + conversion) % (argument,)


def _print(args, sep=None, end=None, file=None, flush=False):
    if sep is not None and not isinstance(sep, str):
        raise TypeError(f"sep must be None or a string, not {type(sep).__name__}")
    if end is not None and not isinstance(end, str):
        raise TypeError(f"end must be None or a string, not {type(end).__name__}")
    if file is None:
        file = sys.stdout
        if file is None:
            return
    first = True
    for arg in args:
        if not first:
            file.write(" " if sep is None else sep)
        first = False
        file.write(str(arg))
    file.write("\n" if end is None else end)
    if flush:
        file.flush()


def _input(prompt=_absent):
    sys.stderr.flush()
    if prompt is not _absent:
        sys.stdout.write(str(prompt))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line


# ---------------------------------------------------------------- classes


def _isinstance(obj, cls):
    if type(obj) is cls:
        return True
    if type(cls) is type:
        return _is_instance_of_type(obj, cls)
    if isinstance(cls, tuple):
        for choice in cls:
            if _isinstance(obj, choice):
                return True
        return False
    if type(cls) is _UnionType:
        for choice in cls.__args__:
            if _isinstance(obj, type(None) if choice is None else choice):
                return True
        return False
    if type(cls) is _GenericAlias:
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")
    check = _special(type(cls), "__instancecheck__")
    if check is not None:
        return bool(check.__get__(cls, type(cls))(obj))
    return _is_instance_of_type(obj, cls)


def _special(kind, name):
    """kind's own method of that name; what every class has through `type` does not count."""
    for cls in kind.__mro__:
        if cls is type:
            return None
        method = cls.__dict__.get(name)
        if method is not None:
            return method
    return None


def _is_instance_of_type(obj, cls):
    if not isinstance(cls, type):
        if not isinstance(getattr(cls, "__bases__", None), tuple):
            raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
        return _has_base(getattr(obj, "__class__", None), cls)
    if cls in type(obj).__mro__:
        return True
    # A proxy may claim another class.
    claimed = getattr(obj, "__class__", None)
    return claimed is not type(obj) and isinstance(claimed, type) and cls in claimed.__mro__


def _has_base(cls, wanted):
    """Whether wanted is cls or one of its bases, for things that only look like classes."""
    pending = [cls]
    while pending:
        candidate = pending.pop()
        if candidate is wanted:
            return True
        bases = getattr(candidate, "__bases__", None)
        if isinstance(bases, tuple):
            pending += bases
    return False


def _issubclass(cls, parent):
    if type(parent) is type:
        return _is_subclass_of_type(cls, parent)
    if isinstance(parent, tuple):
        for choice in parent:
            if _issubclass(cls, choice):
                return True
        return False
    if type(parent) is _UnionType:
        for choice in parent.__args__:
            if _issubclass(cls, type(None) if choice is None else choice):
                return True
        return False
    if type(parent) is _GenericAlias:
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")
    check = _special(type(parent), "__subclasscheck__")
    if check is not None:
        return bool(check.__get__(parent, type(parent))(cls))
    return _is_subclass_of_type(cls, parent)


def _is_subclass_of_type(cls, parent):
    if isinstance(cls, type) and isinstance(parent, type):
        return parent in cls.__mro__
    if not isinstance(getattr(cls, "__bases__", None), tuple):
        raise TypeError("issubclass() arg 1 must be a class")
    if not isinstance(getattr(parent, "__bases__", None), tuple):
        raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    return _has_base(cls, parent)


def _build_class(func, name, bases, kwds):
    resolved = _resolve_bases(bases)
    kwds = dict.copy(kwds) if kwds else {}
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    else:
        meta = type(resolved[0]) if resolved else type
    if isinstance(meta, type):
        meta = _most_derived(meta, resolved)
    prepare = getattr(meta, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, resolved, **kwds)
    if not hasattr(type(namespace), "__getitem__"):
        owner = meta.__name__ if isinstance(meta, type) else "<metaclass>"
        raise TypeError(f"{owner}.__prepare__() must return a mapping, not {type(namespace).__name__}")
    cell = exec_class_body(func, namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    cls = meta(name, resolved, namespace, **kwds)
    if cell is not None and isinstance(cls, type):
        try:
            owner = cell.cell_contents
        except ValueError:
            raise RuntimeError(
                f"__class__ not set defining {name!r} as {cls!r}. Was __classcell__ propagated to type.__new__?"
            ) from None
        if owner is not cls:
            raise TypeError(f"__class__ set to {owner!r} defining {name!r} as {cls!r}")
    return cls


def _resolve_bases(bases):
    resolved = []
    changed = False
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
            continue
        replacement = entries(bases)
        if not isinstance(replacement, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        changed = True
        resolved += replacement
    return (*resolved,) if changed else bases


def _most_derived(meta, bases):
    winner = meta
    for base in bases:
        candidate = type(base)
        if candidate in winner.__mro__:
            continue
        if winner in candidate.__mro__:
            winner = candidate
            continue
        raise TypeError(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
            "subclass of the metaclasses of all its bases"
        )
    return winner


def _type_new_hooks(cls, kwds):
    """What type.__new__ calls once the class exists: __set_name__ of its attributes in
    their order, then the parents' __init_subclass__."""
    for name, value in [pair for pair in cls.__dict__.items()]:
        hook = getattr(type(value), "__set_name__", None)
        if hook is None:
            continue
        try:
            hook(value, cls, name)
        except BaseException as exc:
            exc.add_note(
                f"Error calling __set_name__ on {type(value).__name__!r} instance {name!r} in {cls.__name__!r}"
            )
            raise
    super(cls, cls).__init_subclass__(**(kwds or {}))


# ---------------------------------------------------------------- copying and pickling


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def _reduce_ex(obj, protocol=4):
    """object.__reduce_ex__: how to make such an object again, as (callable, arguments, state, items, pairs)."""
    cls = type(obj)
    method = getattr(cls, "__reduce__", None)
    if method is not None and method is not getattr(object, "__reduce__", None):
        return method(obj)
    if isinstance(obj, BaseException):
        state = obj.__dict__
        return (cls, obj.args, state) if state else (cls, obj.args)
    state = _state_of(obj)
    if isinstance(obj, (set, frozenset)):
        return cls, ([item for item in obj],), state
    if isinstance(obj, bytearray):
        return cls, (bytes(obj),), state
    if cls.__name__ == "deque":
        return cls, () if obj.maxlen is None else ((), obj.maxlen), state, iter(obj)
    if cls is range:
        return cls, (obj.start, obj.stop, obj.step)
    if cls is slice:
        return cls, (obj.start, obj.stop, obj.step)
    if isinstance(obj, type(sys)) or state is None and not _is_made_by_program(cls):
        name = cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"
        raise TypeError(f"cannot pickle {name!r} object")
    return (
        __newobj__,
        (cls, *_new_arguments(obj, cls)),
        state,
        iter(obj) if isinstance(obj, list) else None,
        iter(obj.items()) if isinstance(obj, dict) else None,
    )


def _is_made_by_program(cls):
    for base in cls.__mro__:
        if base is not object and ("__dict__" in base.__dict__ or "__slots__" in base.__dict__ or "__firstlineno__" in base.__dict__):
            return True
    return cls is object


def _new_arguments(obj, cls):
    """What cls.__new__ needs besides the class."""
    method = getattr(cls, "__getnewargs__", None)
    if method is not None:
        return method(obj)
    for kind in (int, float, complex, str, bytes, tuple):
        if isinstance(obj, kind):
            return (kind(obj),)
    return ()


def _state_of(obj):
    """object.__getstate__: the attributes, or (attributes, slots), or None."""
    method = getattr(type(obj), "__getstate__", None)
    if method is not None and method is not getattr(object, "__getstate__", None):
        return method(obj)
    attributes = getattr(obj, "__dict__", None)
    slots = {}
    for base in type(obj).__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{base.__name__.lstrip('_')}{name}"
            if name not in ("__dict__", "__weakref__") and hasattr(obj, name):
                slots[name] = getattr(obj, name)
    if slots:
        return attributes or None, slots
    return attributes or None


# ---------------------------------------------------------------- iterators
# They say they come from builtins, so that their reprs are those of the native ones.


class map:
    __module__ = "builtins"

    def __init__(self, /, *args):
        if len(args) < 2:
            raise TypeError("map() must have at least two arguments.")
        self._function = args[0]
        self._sources = [iter(it) for it in args[1:]]

    def __iter__(self):
        return self

    def __next__(self):
        # A list display, not a generator: StopIteration must pass through.
        args = []
        for source in self._sources:
            args.append(next(source))
        return self._function(*args)


class filter:
    __module__ = "builtins"

    def __init__(self, /, *args):
        if len(args) != 2:
            raise TypeError(f"filter expected 2 arguments, got {len(args)}")
        self._function = args[0]
        self._source = iter(args[1])

    def __iter__(self):
        return self

    def __next__(self):
        function = self._function
        while True:
            item = next(self._source)
            if item if function is None or function is bool else function(item):
                return item


class zip:
    __module__ = "builtins"

    def __init__(self, *iterables, strict=False):
        self._sources = [iter(it) for it in iterables]
        self._strict = strict

    def __iter__(self):
        return self

    def __next__(self):
        if not self._sources:
            raise StopIteration
        items = []
        for source in self._sources:
            item = next(source, _absent)
            if item is _absent:
                if self._strict:
                    self._check_lengths(len(items))
                raise StopIteration
            items.append(item)
        return (*items,)

    def _check_lengths(self, ended):
        if ended:
            others = "argument 1" if ended == 1 else f"arguments 1-{ended}"
            raise ValueError(f"zip() argument {ended + 1} is shorter than {others}")
        for i in range(1, len(self._sources)):
            if next(self._sources[i], _absent) is not _absent:
                others = "argument 1" if i == 1 else f"arguments 1-{i}"
                raise ValueError(f"zip() argument {i + 1} is longer than {others}")


class enumerate:
    __module__ = "builtins"

    def __init__(self, iterable, start=0):
        self._source = iter(iterable)
        self._count = start.__index__()

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self._source)
        count = self._count
        self._count = count + 1
        return (count, item)

    __class_getitem__ = classmethod(_GenericAlias)


class reversed:
    __module__ = "builtins"

    def __new__(cls, sequence):
        kind = type(sequence)
        method = getattr(kind, "__reversed__", _absent)
        if method is not None and method is not _absent:
            return method(sequence)
        if method is None or not hasattr(kind, "__getitem__") or not hasattr(kind, "__len__"):
            raise TypeError(f"'{kind.__name__}' object is not reversible")
        self = object.__new__(cls)
        self._sequence = sequence
        self._index = len(sequence) - 1
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if self._index >= 0:
            try:
                item = self._sequence[self._index]
            except (IndexError, StopIteration):
                pass
            else:
                self._index -= 1
                return item
        self._index = -1
        self._sequence = None
        raise StopIteration

    def __length_hint__(self):
        return self._index + 1


class callable_iterator:
    __module__ = "builtins"

    def __init__(self, function, sentinel):
        self._function = function
        self._sentinel = sentinel

    def __iter__(self):
        return self

    def __next__(self):
        if self._function is None:
            raise StopIteration
        try:
            item = self._function()
        except StopIteration:
            self._function = None
            raise
        if item is self._sentinel or self._sentinel == item:
            self._function = None
            raise StopIteration
        return item


class iterator:
    """The old protocol: __getitem__ with 0, 1, 2 … until IndexError."""

    __module__ = "builtins"

    def __init__(self, sequence):
        self._sequence = sequence
        self._index = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self._sequence is None:
            raise StopIteration
        try:
            item = self._sequence[self._index]
        except (IndexError, StopIteration):
            self._sequence = None
            raise StopIteration from None
        self._index += 1
        return item


_callable_iterator = callable_iterator
_seq_iterator = iterator


# ---------------------------------------------------------------- natives called again

_NUMBER_OF = {
    "__index__": int,
    "__int__": int,
    "__trunc__": int,
    "__float__": float,
    "__complex__": complex,
    "__bytes__": bytes,
}


def _again(function, args, kwargs, names, kept):
    """Calls a native once more, with plain values where its arguments (but the first `kept`) have
    one of the methods `names`: numbers, bytes, or for `__iter__` a list of the items."""
    plain = {key: _plain(value, names) for key, value in dict.items(kwargs)}
    return function(*args[:kept], *[_plain(value, names) for value in args[kept:]], **plain)


def _again_hashed(function, args):
    return function(*args[:-1], hash(args[-1]) & 0xFFFFFFFFFFFFFFFF)


def _plain(value, names):
    kind = type(value)
    if kind in _PLAIN_TYPES or issubclass(kind, type):
        return value
    for name in names:
        if name == "__iter__":
            if hasattr(kind, "__iter__") and not issubclass(kind, (str, bytes, bytearray)):
                # Items that are numbers only to Python become numbers too.
                inner = [n for n in names if n != "__iter__"]
                return [_plain(item, inner) for item in value]
            continue
        method = getattr(kind, name, None)
        if method is None:
            continue
        result = method(value)
        wanted = _NUMBER_OF[name]
        if not isinstance(result, wanted):
            owner = kind.__name__ + "." if wanted in (float, complex) else ""
            raise TypeError(
                f"{owner}{name} returned non-{wanted.__name__} (type {type(result).__name__})"
            )
        return result if type(result) is wanted else wanted.__pos__(result) if wanted is not bytes else result[:]
    return value


_PLAIN_TYPES = (int, float, complex, bool, str, bytes, bytearray, type(None))


def _truth(value):
    return not not value


def _new_str(cls, value):
    return str.__new__(cls, str(value))


def _str_translate(text, table):
    parts = []
    for char in text:
        try:
            new = table[ord(char)]
        except LookupError:
            parts.append(char)
            continue
        if isinstance(new, str):
            parts.append(new)
        elif isinstance(new, int):
            if not 0 <= new < 0x110000:
                raise ValueError("character mapping must be in range(0x110000)")
            parts.append(chr(new))
        elif new is not None:
            raise TypeError("character mapping must return integer, None or str")
    return "".join(parts)


def _prod(items, start):
    for item in items:
        start = start * item
    return start


def _sumprod(p, q):
    total = 0
    for i in range(len(p)):
        total = total + p[i] * q[i]
    return total


# ---------------------------------------------------------------- what site adds


class Quitter:
    __module__ = "_sitebuiltins"

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Use {self.name}() or Ctrl-D (i.e. EOF) to exit"

    def __call__(self, code=None):
        raise SystemExit(code)


exit = Quitter("exit")
quit = Quitter("quit")


class _Printer:
    __module__ = "_sitebuiltins"

    def __init__(self, name, text):
        self._name = name
        self._text = text

    def __repr__(self):
        return self._text

    def __call__(self):
        print(self._text)


copyright = _Printer(
    "copyright",
    """Copyright (c) 2001-2024 Python Software Foundation.
All Rights Reserved.

Copyright (c) 2000 BeOpen.com.
All Rights Reserved.

Copyright (c) 1995-2001 Corporation for National Research Initiatives.
All Rights Reserved.

Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.
All Rights Reserved.""",
)
credits = _Printer(
    "credits",
    """    Thanks to CWI, CNRI, BeOpen, Zope Corporation, the Python Software Foundation,
    and a cast of thousands for supporting Python development.  See www.python.org
    for more information.""",
)
license = _Printer("license", "Type license() to see the full license text")


class _Helper:
    __module__ = "_sitebuiltins"

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *args, **kwargs):
        raise NotImplementedError("help() is not supported in Timeslice")


help = _Helper()
