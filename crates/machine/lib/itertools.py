"""Iterators for looping. Each step is one library frame, so it is atomic as in CPython."""

import operator as _operator

__all__ = [
    "accumulate", "batched", "chain", "combinations", "combinations_with_replacement", "compress", "count", "cycle",
    "dropwhile", "filterfalse", "groupby", "islice", "pairwise", "permutations", "product", "repeat", "starmap",
    "takewhile", "tee", "zip_longest",
]  # fmt: skip

_absent = object()


class _Iterator:
    __slots__ = ()

    def __iter__(self):
        return self


class _FromGenerator(_Iterator):
    """An iterator whose items a generator function makes."""

    __slots__ = ("_items",)

    def __next__(self):
        return next(self._items)


class count(_Iterator):
    __slots__ = ("_value", "_step")

    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, bytes, list, tuple)):
            raise TypeError("a number is required")
        self._value = start
        self._step = step

    def __next__(self):
        value = self._value
        self._value = value + self._step
        return value

    def __repr__(self):
        if type(self._step) is int and self._step == 1:
            return f"count({self._value!r})"
        return f"count({self._value!r}, {self._step!r})"


class cycle(_Iterator):
    __slots__ = ("_source", "_saved", "_index")

    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._saved = []
        self._index = 0

    def __next__(self):
        if self._source is not None:
            item = next(self._source, _absent)
            if item is not _absent:
                self._saved.append(item)
                return item
            self._source = None
        if not self._saved:
            raise StopIteration
        item = self._saved[self._index]
        self._index = (self._index + 1) % len(self._saved)
        return item


class repeat(_Iterator):
    __slots__ = ("_object", "_times")

    def __init__(self, object, times=None):
        self._object = object
        self._times = None if times is None else max(_operator.index(times), 0)

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        return f"repeat({self._object!r})" if self._times is None else f"repeat({self._object!r}, {self._times})"


class accumulate(_Iterator):
    __slots__ = ("_source", "_func", "_total", "_initial")

    def __init__(self, iterable, func=None, *, initial=None):
        self._source = iter(iterable)
        self._func = func
        self._total = _absent
        self._initial = initial

    def __next__(self):
        if self._initial is not None:
            self._total = self._initial
            self._initial = None
            return self._total
        item = next(self._source)
        if self._total is _absent:
            self._total = item
        elif self._func is None:
            self._total = self._total + item
        else:
            self._total = self._func(self._total, item)
        return self._total


class batched(_Iterator):
    __slots__ = ("_source", "_n", "_strict")

    def __init__(self, iterable, n, *, strict=False):
        if n < 1:
            raise ValueError("n must be at least one")
        self._source = iter(iterable)
        self._n = n
        self._strict = strict

    def __next__(self):
        batch = []
        for item in self._source:
            batch.append(item)
            if len(batch) == self._n:
                return tuple(batch)
        if not batch:
            raise StopIteration
        if self._strict:
            raise ValueError("batched(): incomplete batch")
        return tuple(batch)


class chain(_Iterator):
    __slots__ = ("_sources", "_active")

    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._active = None

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        self._sources = iter(iterable)
        return self

    def __next__(self):
        while True:
            if self._active is None:
                # Also ends the chain for good: an exhausted source stays exhausted.
                self._active = iter(next(self._sources))
            item = next(self._active, _absent)
            if item is not _absent:
                return item
            self._active = None

    __class_getitem__ = classmethod(type(list[int]))


class compress(_Iterator):
    __slots__ = ("_data", "_selectors")

    def __init__(self, data, selectors):
        self._data = iter(data)
        self._selectors = iter(selectors)

    def __next__(self):
        while True:
            item = next(self._data)
            if next(self._selectors):
                return item


class dropwhile(_Iterator):
    __slots__ = ("_predicate", "_source", "_started")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)
        self._started = False

    def __next__(self):
        item = next(self._source)
        while not self._started:
            if not self._predicate(item):
                self._started = True
                break
            item = next(self._source)
        return item


class takewhile(_Iterator):
    __slots__ = ("_predicate", "_source", "_stopped")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)
        self._stopped = False

    def __next__(self):
        if self._stopped:
            raise StopIteration
        item = next(self._source)
        if self._predicate(item):
            return item
        self._stopped = True
        raise StopIteration


class filterfalse(_Iterator):
    __slots__ = ("_predicate", "_source")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)

    def __next__(self):
        while True:
            item = next(self._source)
            if not (item if self._predicate is None else self._predicate(item)):
                return item


class starmap(_Iterator):
    __slots__ = ("_function", "_source")

    def __init__(self, function, iterable, /):
        self._function = function
        self._source = iter(iterable)

    def __next__(self):
        return self._function(*next(self._source))


class groupby(_Iterator):
    __slots__ = ("_key", "_source", "_wanted", "_current_key", "_current_value", "_group")

    def __init__(self, iterable, key=None):
        self._source = iter(iterable)
        self._key = key
        self._wanted = self._current_key = self._current_value = _absent
        self._group = None

    def _advance(self):
        value = next(self._source)
        self._current_key = value if self._key is None else self._key(value)
        self._current_value = value

    def __next__(self):
        self._group = None
        # Skip what is left of the previous group.
        while self._current_key is _absent or (self._wanted is not _absent and self._wanted == self._current_key):
            self._advance()
        self._wanted = self._current_key
        self._group = _grouper(self, self._wanted)
        return self._wanted, self._group


class _grouper(_Iterator):
    __slots__ = ("_parent", "_wanted")

    def __init__(self, parent, wanted):
        self._parent = parent
        self._wanted = wanted

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._current_value is _absent:
            parent._advance()
        if not self._wanted == parent._current_key:
            raise StopIteration
        value = parent._current_value
        parent._current_value = _absent
        return value


class islice(_Iterator):
    __slots__ = ("_source", "_position", "_next", "_stop", "_step")

    def __init__(self, iterable, /, *args):
        if not 1 <= len(args) <= 3:
            text = "at least 2 arguments" if not args else "at most 4 arguments"
            raise TypeError(f"islice expected {text}, got {len(args) + 1}")
        bounds = slice(*args)
        stop = bounds.stop
        if stop is not None and (not hasattr(stop, "__index__") or stop < 0):
            if not hasattr(stop, "__index__") or stop == -1:
                raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        start = 0 if bounds.start is None else bounds.start
        if not hasattr(start, "__index__") or start < 0:
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        step = 1 if bounds.step is None else bounds.step
        if not hasattr(step, "__index__") or step < 1:
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._source = iter(iterable)
        self._position = 0
        self._next = start
        self._stop = stop
        self._step = step

    def __next__(self):
        if self._source is None:
            raise StopIteration
        stop = self._stop
        # Items before the next wanted one are consumed even when there is none.
        while self._position < self._next:
            self._position += 1
            if next(self._source, _absent) is _absent:
                self._source = None
                raise StopIteration
        if stop is not None and self._position >= stop:
            self._source = None
            raise StopIteration
        item = next(self._source, _absent)
        if item is _absent:
            self._source = None
            raise StopIteration
        self._position += 1
        self._next += self._step
        if stop is not None and self._next > stop:
            self._next = stop
        return item


class pairwise(_Iterator):
    __slots__ = ("_source", "_previous")

    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._previous = _absent

    def __next__(self):
        if self._previous is _absent:
            self._previous = next(self._source)
        item = next(self._source)
        pair = (self._previous, item)
        self._previous = item
        return pair


class zip_longest(_Iterator):
    __slots__ = ("_sources", "_active", "_fillvalue")

    def __init__(self, *iterables, fillvalue=None):
        self._sources = [iter(iterable) for iterable in iterables]
        self._active = len(iterables)
        self._fillvalue = fillvalue

    def __next__(self):
        if not self._active:
            raise StopIteration
        items = []
        for i, source in enumerate(self._sources):
            item = _absent if source is None else next(source, _absent)
            if item is _absent:
                if source is not None:
                    self._sources[i] = None
                    self._active -= 1
                    if not self._active:
                        raise StopIteration
                item = self._fillvalue
            items.append(item)
        return tuple(items)


class product(_FromGenerator):
    __slots__ = ()

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._items = _product([tuple(iterable) for iterable in iterables] * repeat)


def _product(pools):
    if not all(pools):
        return
    indices = [0] * len(pools)
    while True:
        yield tuple([pool[i] for pool, i in zip(pools, indices)])
        position = len(pools) - 1
        while position >= 0 and indices[position] == len(pools[position]) - 1:
            indices[position] = 0
            position -= 1
        if position < 0:
            return
        indices[position] += 1


class permutations(_FromGenerator):
    __slots__ = ()

    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        if r is not None and not isinstance(r, int):
            raise TypeError("Expected int as r")
        if r is not None and r < 0:
            raise ValueError("r must be non-negative")
        self._items = _permutations(pool, len(pool) if r is None else r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple([pool[i] for i in indices[:r]])
    while True:
        for i in range(r - 1, -1, -1):
            cycles[i] -= 1
            if cycles[i]:
                j = n - cycles[i]
                indices[i], indices[j] = indices[j], indices[i]
                yield tuple([pool[k] for k in indices[:r]])
                break
            indices[i:] = indices[i + 1 :] + indices[i : i + 1]
            cycles[i] = n - i
        else:
            return


class combinations(_FromGenerator):
    __slots__ = ()

    def __init__(self, iterable, r):
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._items = _combinations(pool, r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    while True:
        yield tuple([pool[i] for i in indices])
        position = r - 1
        while position >= 0 and indices[position] == position + n - r:
            position -= 1
        if position < 0:
            return
        indices[position] += 1
        for j in range(position + 1, r):
            indices[j] = indices[j - 1] + 1


class combinations_with_replacement(_FromGenerator):
    __slots__ = ()

    def __init__(self, iterable, r):
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._items = _with_replacement(pool, r)


def _with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    while True:
        yield tuple([pool[i] for i in indices])
        position = r - 1
        while position >= 0 and indices[position] == n - 1:
            position -= 1
        if position < 0:
            return
        indices[position:] = [indices[position] + 1] * (r - position)


class _tee(_Iterator):
    """One of several iterators over the same source; they share a linked list of its items."""

    __slots__ = ("_source", "_link")

    def __init__(self, iterable):
        self._source = iter(iterable)
        # [item, next link]; an empty list is not read yet.
        self._link = []

    def __next__(self):
        link = self._link
        if not link:
            item = next(self._source)
            link += (item, [])
        self._link = link[1]
        return link[0]

    def __copy__(self):
        twin = _tee.__new__(_tee)
        twin._source = self._source
        twin._link = self._link
        return twin


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    source = iter(iterable)
    first = source if isinstance(source, _tee) else _tee(source)
    return (first, *[first.__copy__() for _ in range(n - 1)])
