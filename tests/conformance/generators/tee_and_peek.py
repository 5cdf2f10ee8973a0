from itertools import chain, tee

class Peekable:
    _nothing = object()

    def __init__(self, iterable):
        self._it = iter(iterable)
        self._peeked = self._nothing

    def __iter__(self):
        return self

    def __next__(self):
        if self._peeked is not self._nothing:
            value, self._peeked = self._peeked, self._nothing
            return value
        return next(self._it)

    def peek(self, default=None):
        if self._peeked is self._nothing:
            self._peeked = next(self._it, default)
        return self._peeked

def tokens(text):
    stream = Peekable(text)
    for c in stream:
        if c.isdigit():
            number = c
            while (stream.peek('') or '').isdigit():
                number += next(stream)
            yield int(number)
        elif not c.isspace():
            yield c

print(list(tokens('12+ 345*(6-78)')))
p = Peekable([1, 2])
print(p.peek(), p.peek(), next(p), next(p), p.peek('none'))
a, b = tee(n * n for n in range(4))
next(b)
print(list(zip(a, b)))
def evaluate(source):
    stream = Peekable(source)
    def expression():
        total = term()
        while stream.peek() in ('+', '-'):
            total = total + term() if next(stream) == '+' else total - term()
        return total
    def term():
        total = factor()
        while stream.peek() in ('*', '/'):
            total = total * factor() if next(stream) == '*' else total / factor()
        return total
    def factor():
        token = next(stream)
        if token == '(':
            value = expression()
            next(stream)
            return value
        return token
    return expression()
print(evaluate(tokens('2 + 3 * (4 - 1) / 2')), evaluate(tokens('7')), list(chain('ab', [1])))
