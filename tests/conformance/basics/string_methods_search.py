text = 'the quick brown fox jumps over the lazy dog'
print(text.find('the'), text.find('the', 1), text.rfind('the'), text.find('cat'))
print(text.index('quick'), text.count('o'), text.count('the', 5), 'aaaa'.count('aa'))
print(text.startswith('the'), text.endswith(('cat', 'dog')), text.startswith('quick', 4))
print(text.split()[:3], text.split('o', 2), 'a,b,,c'.split(','), ''.split(), ''.split(','))
print(text.rsplit(' ', 1), 'a b c'.rsplit(None, 1), '  a  b '.split(' '))
print('key=value=x'.partition('='), 'key=value=x'.rpartition('='), 'none'.partition('='), 'none'.rpartition('='))
print('one\ntwo\r\nthree\n'.splitlines(), 'one\ntwo\n'.splitlines(True), ''.splitlines())
print('-'.join(['a', 'b', 'c']), ''.join(sorted('python')), ', '.join(map(str, range(4))))
print('fox' in text, 'cat' not in text, text[4:9], text[-3:], text[::-1][:8])
print(len(text), min(text.replace(' ', '')), max(text), ord('a'), chr(8364))
for call in (lambda: text.index('cat'), lambda: ','.join([1, 2]), lambda: 'a' + 1, lambda: 'abc'[10]):
    try:
        call()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
print('abc' * 3, 'ab' 'cd', 'line1\
 continued')
print('''triple
quoted''')
print(r'raw\n', 'tab\there', 'quote\'s', "double\"s", '\x41\u00e9\101')
