for s in ('plain', "it's", 'say "hi"', 'both \' and "', 'new\nline', 'tab\t', 'back\\slash', '\x00\x1f\x7f', 'é', '\u200b', '\U0001f600', '\r'):
    print(repr(s), len(s))
print(ascii('é\U0001f600'), str('x'), f'{"q"!r}')
print([1, 'two', 3.0, None, True, b'four'])
print({'key': ['nested', ('tuple',)]}, {1}, set(), frozenset({2}), (), (1,))
print(repr(print), repr(len), int, str, type(None))
print(..., NotImplemented, Ellipsis)
print(range(5), range(1, 10, 3), slice(1, None, 2))
print(str(b'bytes'), bytes('é', 'utf-8'), b'\x00\xff\'"')
recursive = [1]
recursive.append(recursive)
print(recursive)
d = {}
d['self'] = d
print(d)
