def attempt(action):
    try:
        action()
    except BaseException as e:
        print(type(e).__name__, e.args, '| cause', repr(e.__cause__), '| context', repr(e.__context__), '|', e.__suppress_context__)

def plain():
    raise ValueError

def instance():
    raise ValueError('text', 2)

def from_error():
    try:
        {}['k']
    except KeyError as e:
        raise ValueError('bad key') from e

def from_none():
    try:
        {}['k']
    except KeyError:
        raise ValueError('hidden') from None

def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        raise TypeError('while handling')

def reraise():
    try:
        raise IndexError('again')
    except IndexError:
        raise

def nothing_active():
    raise

def not_an_exception():
    raise 'a string'

def bad_cause():
    raise ValueError('x') from 5

for action in (plain, instance, from_error, from_none, implicit, reraise, nothing_active, not_an_exception, bad_cause):
    attempt(action)

def stored():
    try:
        raise KeyError('saved')
    except KeyError as e:
        saved = e
    raise saved

attempt(stored)
