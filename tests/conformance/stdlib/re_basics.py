import re

text = 'Order 12: 3 apples, 45 pears; mail ann@example.org or bob.s@test.com'
print(re.findall(r'\d+', text), re.search(r'(\d+) (\w+)', text).groups(), re.match(r'\w+', text).group(), re.match(r'\d', text))
m = re.search(r'(?P<user>[\w.]+)@(?P<host>[\w.]+)', text)
print(m.group('user'), m['host'], m.groupdict(), m.span(), m.start(1), m.string[m.end():][:3], m.group(0, 1), bool(m))
print([x.group() for x in re.finditer(r'\b[a-z]{4,5}\b', text)], re.findall(r'(\w+)@(\w+)', text))
print(re.sub(r'\d', '#', text)[:20], re.sub(r'(\w+)@(\w+)', r'\2 at \1', text)[-30:], re.sub('a', lambda m: m.group().upper(), 'banana', count=2), re.subn('a', 'o', 'banana'))
print(re.split(r'[,;:]\s*', text)[:3], re.split(r'(-)', 'a-b-c'), re.split(r'\s+', ' a  b '), re.fullmatch(r'\d{3}', '123') is not None, re.fullmatch(r'\d{3}', '1234'))
p = re.compile(r'^(\w+)\s*=\s*(.*)$', re.MULTILINE)
print(p.findall('a = 1\nb=two\n# c\nd  =  x y'), p.pattern, p.flags & re.M != 0, p.groups)
print(re.findall('AB', 'abAB', re.I), re.findall(r'a.c', 'a\nc abc', re.S), re.search(r'a+?', 'aaa').group(), re.search(r'a+', 'aaa').group(), re.findall(r'(?:ab)+', 'ababab ab'))
print(re.findall(r'\w+(?=!)', 'hi! there you!'), re.findall(r'(?<!\d)\d{2}(?!\d)', '12 345 67'), re.findall(r'(a)|(b)', 'ab'), re.escape('a.b*c'), re.findall(r'[^aeiou\s]+', 'hello you'))
print(re.match(r'(\d+)-(\d+)?', '12-').groups(), re.match(r'(\d+)-(\d+)?', '12-').groups('none'), re.search(r'(.)\1', 'hello').group(), re.sub(r'(?P<x>\d)', r'<\g<x>>', 'a1'))
verbose = re.compile(r'''
    (\d{4})   # year
    -(\d\d)   # month
''', re.VERBOSE)
print(verbose.search('in 2024-05-06').groups(), re.purge())
try:
    re.compile('(unclosed')
except re.error as e:
    print(e)
tokens = re.compile(r'\s*(?:(\d+)|(.))')
print([(num or op) for num, op in tokens.findall('3 + 42*(7-1)')])
