import inspect

def gen():
    x = 10
    received = yield x
    print('state while running:', inspect.getgeneratorstate(g))
    yield received

g = gen()
print(inspect.getgeneratorstate(g), g.gi_frame is not None, g.gi_running)
next(g)
print(inspect.getgeneratorstate(g), g.gi_frame.f_locals)
g.send('sent')
print(g.__name__, g.__qualname__, g.gi_code.co_name)
g.close()
print(inspect.getgeneratorstate(g), g.gi_frame)
print(inspect.isgeneratorfunction(gen), inspect.isgenerator(g), inspect.isgeneratorfunction(print))

def reentrant():
    try:
        next(me)
    except ValueError as e:
        yield str(e)

me = reentrant()
print(next(me))
