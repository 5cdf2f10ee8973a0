import textwrap
from string import Template

text = 'The quick brown fox jumps over the lazy dog. It was not amused, but it kept on sleeping.'
print(textwrap.fill(text, width=30))
print(textwrap.wrap(text, 40))
print(textwrap.shorten(text, width=35, placeholder='...'))
print(textwrap.indent('line 1\nline 2\n\nline 4', '> '))
print(textwrap.dedent('''
    indented
      more
    back''').strip())
print(textwrap.fill(text, 34, initial_indent='* ', subsequent_indent='  '))
t = Template('$who likes ${what}s, costs $$5')
print(t.substitute(who='Tim', what='apple'), '|', t.safe_substitute(who='Ann'))
try:
    t.substitute(who='x')
except KeyError as e:
    print('KeyError', e)
import string
print(string.ascii_lowercase, string.digits, string.hexdigits[-6:], string.punctuation[:5], string.capwords('hello  big world'))
