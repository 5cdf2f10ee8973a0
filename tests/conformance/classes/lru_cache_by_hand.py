class Node:
    __slots__ = ('key', 'value', 'prev', 'next')

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = self

class LRU:
    def __init__(self, capacity):
        self.capacity = capacity
        self.table = {}
        self.root = Node()
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _push(self, node):
        last = self.root.prev
        last.next, node.prev, node.next, self.root.prev = node, last, self.root, node

    def __getitem__(self, key):
        node = self.table.get(key)
        if node is None:
            self.misses += 1
            raise KeyError(key)
        self.hits += 1
        self._unlink(node)
        self._push(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.table:
            self._unlink(self.table.pop(key))
        elif len(self.table) >= self.capacity:
            oldest = self.root.next
            self._unlink(oldest)
            del self.table[oldest.key]
        node = self.table[key] = Node(key, value)
        self._push(node)

    def __iter__(self):
        node = self.root.next
        while node is not self.root:
            yield node.key
            node = node.next

    def __len__(self):
        return len(self.table)

cache = LRU(2)
cache['a'] = 1
cache['b'] = 2
print(cache['a'], list(cache))
cache['c'] = 3
print(list(cache), len(cache), 'a' in cache)
try:
    cache['b']
except KeyError as e:
    print('evicted', e)
cache['a'] = 100
print(list(cache), cache['a'], cache.hits, cache.misses)
