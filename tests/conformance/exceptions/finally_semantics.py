def returns():
    try:
        return 'from try'
    finally:
        print('cleanup before return')

def overrides():
    try:
        return 'from try'
    finally:
        return 'from finally'

def swallows():
    try:
        1 / 0
    finally:
        return 'exception swallowed'

def loops():
    out = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append(f'f{i}')
    return out

def value_is_fixed():
    x = 1
    try:
        return x
    finally:
        x = 2

def nested():
    try:
        try:
            raise ValueError('inner')
        finally:
            print('inner finally')
    except ValueError as e:
        print('outer caught', e)
        return 'done'
    finally:
        print('outer finally')

print(returns(), overrides(), swallows(), loops(), value_is_fixed(), nested())

def replaced():
    try:
        raise KeyError('first')
    finally:
        raise IndexError('second')

try:
    replaced()
except IndexError as e:
    print(repr(e), repr(e.__context__))
