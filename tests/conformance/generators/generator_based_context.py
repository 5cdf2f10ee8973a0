from contextlib import contextmanager

@contextmanager
def tag(name, log):
    log.append(f'<{name}>')
    try:
        yield name.upper()
    except ValueError as e:
        log.append(f'handled {e}')
    finally:
        log.append(f'</{name}>')

log = []
with tag('a', log) as upper:
    log.append(upper)
    with tag('b', log):
        raise ValueError('inside b')
print(log)
try:
    with tag('c', log):
        raise KeyError('not handled')
except KeyError as e:
    print('outside', e, log[-1])

@contextmanager
def no_yield():
    if False:
        yield

@contextmanager
def two_yields():
    yield 1
    yield 2

for broken in (no_yield, two_yields):
    try:
        with broken():
            print('body of', broken.__name__)
    except RuntimeError as e:
        print(e)

@tag('deco', log)
def decorated():
    log.append('in function')
    return 5

print(decorated(), log[-3:])
