"""Orders for things that depend on each other."""

__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    pass


class TopologicalSorter:
    def __init__(self, graph=None):
        self._predecessors = {}
        self._successors = {}
        # Not finished predecessors of each node; None before prepare().
        self._waiting = None
        self._ready = []
        self._passed_out = set()
        self._finished = set()
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def add(self, node, *predecessors):
        if self._waiting is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        self._predecessors.setdefault(node, [])
        for predecessor in predecessors:
            self._predecessors.setdefault(predecessor, [])
            self._predecessors[node].append(predecessor)
            self._successors.setdefault(predecessor, []).append(node)

    def prepare(self):
        if self._waiting is not None:
            raise ValueError("cannot prepare() more than once")
        self._waiting = {node: len(predecessors) for node, predecessors in self._predecessors.items()}
        self._ready = [node for node, count in self._waiting.items() if count == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _find_cycle(self):
        """A cycle as a list that begins and ends with the same node, or None."""
        stack = []
        pending = []
        seen = set()
        positions = {}
        for start in self._predecessors:
            node = start
            while True:
                if node in seen:
                    if node in positions:
                        return stack[positions[node] :] + [node]
                else:
                    seen.add(node)
                    pending.append(iter(self._successors.get(node, ())))
                    positions[node] = len(stack)
                    stack.append(node)
                while stack:
                    following = next(pending[-1], _end)
                    if following is not _end:
                        node = following
                        break
                    del positions[stack.pop()]
                    pending.pop()
                else:
                    break
        return None

    def get_ready(self):
        self._need_prepared()
        result = tuple(self._ready)
        self._passed_out.update(result)
        self._ready.clear()
        return result

    def _need_prepared(self):
        if self._waiting is None:
            raise ValueError("prepare() must be called first")

    def is_active(self):
        self._need_prepared()
        return len(self._finished) < len(self._passed_out) or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        self._need_prepared()
        for node in nodes:
            if node not in self._predecessors:
                raise ValueError(f"node {node!r} was not added using add()")
            if node in self._finished:
                raise ValueError(f"node {node!r} was already marked done")
            if node not in self._passed_out:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            self._finished.add(node)
            for successor in self._successors.get(node, ()):
                self._waiting[successor] -= 1
                if self._waiting[successor] == 0:
                    self._ready.append(successor)

    def static_order(self):
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)

    __class_getitem__ = classmethod(type(list[int]))


_end = object()
