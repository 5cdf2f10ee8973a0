for cls in (ZeroDivisionError, KeyError, FileNotFoundError, UnicodeDecodeError, ModuleNotFoundError,
            NotImplementedError, RecursionError, TimeoutError, BrokenPipeError, StopAsyncIteration,
            KeyboardInterrupt, GeneratorExit, SystemExit, UnboundLocalError, IndentationError, DeprecationWarning):
    print(' < '.join(c.__name__ for c in cls.__mro__[:-1]))

def catch(exc, *handlers):
    try:
        raise exc
    except handlers as e:
        return type(e).__name__
    except BaseException:
        return 'not caught'

print(catch(KeyError('k'), LookupError), catch(KeyError('k'), IndexError, KeyError))
print(catch(KeyboardInterrupt(), Exception), catch(SystemExit(), Exception), catch(OSError(), IOError, EnvironmentError))
print(IOError is OSError, TimeoutError.__mro__[1].__name__, OSError(2, 'No such file').errno, OSError(2, 'x').strerror)
print(type(OSError(2, 'x')).__name__, type(OSError(17, 'x')).__name__, str(OSError(2, 'No such file', 'name.txt')))
print(KeyError('k'), str(KeyError('k')), str(KeyError()), str(KeyError(1, 2)), StopIteration(5).value, SystemExit(3).code)
