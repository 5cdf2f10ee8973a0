"""Heap queues on lists; only `<` is used, in CPython's order of comparisons."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def heappush(heap, item, /):
    _check(heap, "heappush() argument 1")
    heap.append(item)
    _towards_root(heap, 0, len(heap) - 1)


def heappop(heap, /):
    _check(heap, "heappop() argument")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _towards_leaf(heap, 0)
    return smallest


def heapreplace(heap, item, /):
    _check(heap, "heapreplace() argument 1")
    if not heap:
        raise IndexError("index out of range")
    smallest = heap[0]
    heap[0] = item
    _towards_leaf(heap, 0)
    return smallest


def heappushpop(heap, item, /):
    _check(heap, "heappushpop() argument 1")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _towards_leaf(heap, 0)
    return item


def heapify(heap, /):
    _check(heap, "heapify() argument")
    for pos in range(len(heap) // 2 - 1, -1, -1):
        _towards_leaf(heap, pos)


def _check(heap, which):
    if not isinstance(heap, list):
        raise TypeError(f"{which} must be list, not {type(heap).__name__}")


def _towards_root(heap, start, pos):
    item = heap[pos]
    while pos > start:
        parent = (pos - 1) >> 1
        if not item < heap[parent]:
            break
        heap[pos] = heap[parent]
        pos = parent
    heap[pos] = item


def _towards_leaf(heap, pos):
    # The smaller child moves up until a leaf is free; then the item rises to its
    # place: fewer comparisons than stopping on the way (as in CPython).
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _towards_root(heap, start, pos)


def merge(*iterables, key=None, reverse=False):
    """One sorted stream from several sorted ones."""
    streams = []
    for order, iterable in enumerate(iterables):
        source = iter(iterable)
        for value in source:
            streams.append([value if key is None else key(value), order, value, source])
            break
    while streams:
        best = 0
        for i in range(1, len(streams)):
            mine, theirs = streams[i][0], streams[best][0]
            if theirs < mine if reverse else mine < theirs:
                best = i
        entry = streams[best]
        yield entry[2]
        for value in entry[3]:
            entry[0] = value if key is None else key(value)
            entry[2] = value
            break
        else:
            del streams[best]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]
