import copy

class Node:
    def __init__(self, value, children=()):
        self.value = value
        self.children = list(children)

    def __eq__(self, other):
        return (self.value, self.children) == (other.value, other.children)

tree = Node(1, [Node(2), Node(3)])
shallow, deep = copy.copy(tree), copy.deepcopy(tree)
tree.children[0].value = 99
print(shallow.children[0].value, deep.children[0].value, shallow.children is tree.children, type(deep).__name__)
cyclic = [1]
cyclic.append(cyclic)
clone = copy.deepcopy(cyclic)
print(clone[1] is clone, clone is not cyclic)

class Custom:
    def __init__(self, n):
        self.n = n
    def __copy__(self):
        return Custom(self.n + 1)
    def __deepcopy__(self, memo):
        return Custom(self.n + 100)

print(copy.copy(Custom(1)).n, copy.deepcopy([Custom(1)])[0].n)
shared = [0]
pair = copy.deepcopy([shared, shared])
pair[0].append(1)
print(pair, shared, copy.copy((1, 2)), copy.deepcopy({'a': {1, 2}}), copy.copy('text'))
import threading
try:
    copy.deepcopy(threading.Lock())
except TypeError as e:
    print(e)
import pickle
data = {'n': [1, 2.5, None, True, 'text', b'bytes', (1,), {3}]}
print(pickle.loads(pickle.dumps(data)) == data, pickle.loads(pickle.dumps(Node(5, [Node(6)]))) == Node(5, [Node(6)]))
class State:
    def __init__(self):
        self.keep, self.drop = 1, 2
    def __getstate__(self):
        return {'keep': self.keep}
    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)
print(vars(pickle.loads(pickle.dumps(State()))))
