class Tree:
    def __init__(self, value, children=()):
        self.value = value
        self.children = list(children)

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def breadth_first(self):
        level = [self]
        while level:
            yield [node.value for node in level]
            level = [child for node in level for child in node.children]

    def leaves(self):
        if not self.children:
            yield self.value
        for child in self.children:
            yield from child.leaves()

tree = Tree('root', [Tree('a', [Tree('a1'), Tree('a2')]), Tree('b'), Tree('c', [Tree('c1')])])
print(list(tree))
print(list(tree.breadth_first()))
print(list(tree.leaves()), 'a2' in tree, max(tree))
first, *others = tree
print(first, len(others))

class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        yield from range(1, self.start + 1)

c = Countdown(3)
print(list(c), list(c), list(reversed(c)), [x + y for x in c for y in c])
