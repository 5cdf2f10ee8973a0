from graphlib import CycleError, TopologicalSorter

graph = {'D': {'B', 'C'}, 'C': {'A'}, 'B': {'A'}}
order = list(TopologicalSorter(graph).static_order())
print(order[0], order[-1], len(order), order.index('A') < order.index('C') < order.index('D'))
ts = TopologicalSorter()
ts.add('test', 'build')
ts.add('build', 'fetch', 'configure')
ts.add('configure', 'fetch')
ts.add('docs', 'fetch')
ts.prepare()
level = 0
while ts.is_active():
    ready = ts.get_ready()
    print(level, sorted(ready))
    for node in ready:
        ts.done(node)
    level += 1
try:
    list(TopologicalSorter({'a': ['b'], 'b': ['c'], 'c': ['a']}).static_order())
except CycleError as e:
    print(e.args[0], len(e.args[1]))
ts = TopologicalSorter({1: [2]})
try:
    ts.get_ready()
except ValueError as e:
    print(e)
