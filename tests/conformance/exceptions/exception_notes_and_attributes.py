e = ValueError('base')
print(hasattr(e, '__notes__'))
e.add_note('first note')
e.add_note('second note')
print(e.__notes__, str(e), repr(e))
try:
    e.add_note(5)
except TypeError as err:
    print(err)
try:
    raise e
except ValueError as caught:
    print(caught is e, caught.__traceback__ is not None, caught.__traceback__.tb_lineno)
    tb = caught.__traceback__
    print(tb.tb_frame.f_code.co_name, tb.tb_next)
print(e.with_traceback(None) is e, e.__traceback__)
x = Exception(1, 2, 3)
print(x.args, str(x), str(Exception()), repr(Exception()), repr(Exception('a')), repr(Exception(['a'])))
x.args = ('changed',)
print(x)
x.extra = 'attribute'
print(x.extra)
import sys
print(sys.exc_info())
try:
    raise KeyError('k')
except KeyError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, tb is not None, sys.exception() is value)
print(sys.exc_info() == (None, None, None))
