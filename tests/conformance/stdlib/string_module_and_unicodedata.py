import string
import unicodedata

print(string.ascii_letters, string.ascii_uppercase, string.octdigits, repr(string.whitespace), len(string.printable))
print(string.Formatter().format('{0} {name}', 'x', name='y'), string.capwords('a-b c', '-'))
print(unicodedata.name('é'), unicodedata.category('A'), unicodedata.normalize('NFD', 'é') == 'e\u0301', unicodedata.numeric('½'))
table = str.maketrans(string.ascii_lowercase, string.ascii_lowercase[13:] + string.ascii_lowercase[:13])
print('hello'.translate(table), 'hello'.translate(table).translate(table))
text = 'Hello, World! 123'
print(''.join(c for c in text if c not in string.punctuation), sum(c in string.digits for c in text), text.translate(str.maketrans('', '', string.punctuation)))
print([c for c in string.ascii_lowercase if c not in 'the quick brown fox jumps over the lazy dog'], dict(zip(string.ascii_lowercase[:3], range(3))))
import difflib
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), round(difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio(), 2))
for line in difflib.unified_diff(['a', 'b', 'c'], ['a', 'x', 'c'], 'old', 'new', lineterm=''):
    print(line)
import keyword
print(keyword.iskeyword('async'), keyword.iskeyword('print'), 'match' in keyword.softkwlist, len(keyword.kwlist))
import calendar
print(calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.month_name[3], calendar.weekday(2024, 2, 29))
print(calendar.month(2024, 2))
