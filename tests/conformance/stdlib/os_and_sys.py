import os
import sys

print(os.getpid() == os.getpid(), os.getpid() > 0, os.getppid() > 0, os.cpu_count() >= 1, os.sep, os.linesep == '\n')
print(os.path.join('a', 'b.txt'), os.path.basename('/x/y.py'), os.path.dirname('/x/y.py'), os.path.splitext('name.tar.gz'), os.path.exists('/surely/not/here'))
print(os.path.normpath('a/../b//c'), os.path.isabs('/a'), os.environ.get('SURELY_NOT_SET', 'default'), os.name)
print(sys.version_info >= (3, 9), sys.version_info.major, sys.maxsize == 2 ** 63 - 1, sys.byteorder, len(sys.argv), sys.platform)
print(os.path.basename(sys.argv[0]), sys.getrecursionlimit(), sys.float_info.max > 1e308, sys.getdefaultencoding(), sys.implementation.name)
print('threading' in sys.modules or 'not imported', sys.intern('abc') is sys.intern('abc'), sys.stdin is not None, sys.stdout.isatty() in (True, False))
print(sys.getsizeof(0) > 0, sys.getsizeof([]) < sys.getsizeof([0] * 100), callable(sys.exit), sys.flags.optimize, sys.exc_info())
os.environ['MY_VARIABLE'] = 'set here'
print(os.getenv('MY_VARIABLE'), 'MY_VARIABLE' in os.environ)
try:
    open('/surely/not/here.txt')
except FileNotFoundError as e:
    print(e, e.errno, e.filename)
try:
    os.environ['NOPE']
except KeyError as e:
    print('KeyError', e)
def caller():
    return sys._getframe(1).f_code.co_name
def outer():
    return caller()
print(outer(), sys.getswitchinterval())
