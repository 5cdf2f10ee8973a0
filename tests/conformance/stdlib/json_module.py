import json

data = {'name': 'Ann', 'age': 30, 'tags': ['x', 1, 2.5, None, True], 'nested': {'a': {}}, 'empty': [], 'é': 'ü"\n'}
text = json.dumps(data)
print(text)
print(json.loads(text) == data, json.dumps(data, ensure_ascii=False)[-20:])
print(json.dumps({'b': 1, 'a': [1, {'c': 2}]}, indent=2, sort_keys=True))
print(json.dumps([1, 2], separators=(',', ':')), json.dumps('text'), json.dumps(None), json.dumps(1.0), json.dumps({1: 'int key', None: 0, True: 1}), json.dumps((1, 2)))
print(json.loads('[1, 2.0, "a", null, true, {"k": [-1e3]}]'), json.loads(' "\\u00e9\\n" '), json.dumps(float('inf')), json.loads('NaN') != json.loads('NaN'))
for bad in ('{bad}', '[1, 2', '', '{"a" 1}', '[1,]', "{'a': 1}", '1 2'):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(e, e.pos)
class Point:
    def __init__(self, x): self.x = x
try:
    json.dumps(Point(1))
except TypeError as e:
    print(e)
print(json.dumps({'p': Point(1)}, default=vars), json.loads('{"x": 1}', object_hook=lambda d: sorted(d.items())))
class Encoder(json.JSONEncoder):
    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({2, 1}, cls=Encoder), json.dumps([], indent=4), json.dumps({}, indent=4), json.dumps([[]], indent=1))
import io
f = io.StringIO()
json.dump([1, 'x'], f)
f.seek(0)
print(json.load(f), repr(f.getvalue()))
