def run(*errors):
    try:
        if errors:
            raise ExceptionGroup('group', list(errors))
        print('no error')
    except* ValueError as eg:
        print('values:', [str(e) for e in eg.exceptions])
    except* (TypeError, KeyError) as eg:
        print('types and keys:', [repr(e) for e in eg.exceptions])
    else:
        print('else')
    finally:
        print('finally')

run()
run(ValueError(1), ValueError(2))
run(TypeError('t'), ValueError(3), KeyError('k'))
try:
    run(OSError('unhandled'), ValueError(4))
except ExceptionGroup as rest:
    print('left over:', repr(rest))
try:
    raise ValueError('naked')
except* ValueError as eg:
    print(repr(eg))
try:
    try:
        raise ExceptionGroup('outer', [ValueError('a'), ExceptionGroup('inner', [TypeError('b'), ValueError('c')])])
    except* TypeError as eg:
        print(repr(eg))
        raise RuntimeError('raised in handler')
except ExceptionGroup as eg:
    print(repr(eg))
