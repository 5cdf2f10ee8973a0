import time

class Timer:
    def __init__(self, label):
        self.label = label

    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.elapsed = time.perf_counter() - self.start
        print(f'{self.label}: {self.elapsed:.0f} s, error: {exc_type}')
        return False

with Timer('sleeping') as t:
    time.sleep(0.1)
print(t.elapsed >= 0.09)

class Indenter:
    def __init__(self):
        self.level = 0

    def __enter__(self):
        self.level += 1
        return self

    def __exit__(self, *args):
        self.level -= 1

    def print(self, text):
        print('    ' * self.level + text)

with Indenter() as indent:
    indent.print('hi!')
    with indent:
        indent.print('hello')
        with indent:
            indent.print('bonjour')
    indent.print('hey')

class Transaction:
    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.backup = dict(self.data)
        return self.data

    def __exit__(self, exc_type, exc, tb):
        if exc_type is not None:
            self.data.clear()
            self.data.update(self.backup)
            return issubclass(exc_type, KeyError)

data = {'a': 1}
with Transaction(data) as d:
    d['b'] = 2
with Transaction(data) as d:
    d['c'] = 3
    d['missing']
print(data)
