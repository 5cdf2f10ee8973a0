def process(items):
    results = []
    for item in items:
        try:
            try:
                results.append(100 / int(item))
            except ValueError:
                results.append(f'{item!r} is no number')
                if item == 'stop':
                    raise StopIteration('stop requested')
        except ZeroDivisionError:
            results.append('infinite')
        except StopIteration as e:
            results.append(str(e))
            break
        else:
            results.append('ok')
    return results

print(process(['5', '0', 'x', 'stop', '1']))

def deep(n):
    try:
        if n == 0:
            raise ValueError('bottom')
        deep(n - 1)
    except ValueError as e:
        e.args = (e.args[0] + f' < {n}',)
        raise

try:
    deep(3)
except ValueError as e:
    print(e)

def context_depth(e):
    depth = 0
    while e.__context__:
        e, depth = e.__context__, depth + 1
    return depth

try:
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise ValueError(2)
    except ValueError:
        raise TypeError(3)
except TypeError as e:
    print(context_depth(e), repr(e.__context__), repr(e.__context__.__context__))
for kind in (ValueError, 'x', (KeyError, TypeError)):
    try:
        try:
            raise KeyError('probe')
        except kind:
            print('matched', kind)
    except KeyError:
        print('passed by')
    except TypeError as e:
        print(e)
