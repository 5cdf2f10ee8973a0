def worker():
    print('start')
    while True:
        try:
            item = yield 'ready'
            print('got', item)
        except ValueError as e:
            print('handled', e)
            yield 'recovered'
        except GeneratorExit:
            print('closing')
            raise
        finally:
            print('step over')

w = worker()
print(next(w))
print(w.send('a'))
print(w.throw(ValueError('bad')))
print(next(w))
w.close()
w.close()
try:
    next(w)
except StopIteration:
    print('no more')

def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print('refuses')
        yield 2

s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)

def simple():
    yield 1
    yield 2

g = simple()
next(g)
try:
    g.throw(KeyError('thrown'))
except KeyError as e:
    print('came out', e)
print(list(g))
new = simple()
try:
    new.throw(KeyError, 'before start')
except KeyError as e:
    print(e, list(new))
