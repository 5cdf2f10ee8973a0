def coroutine(func):
    def start(*args, **kwargs):
        cr = func(*args, **kwargs)
        next(cr)
        return cr
    return start

@coroutine
def printer(label):
    try:
        while True:
            line = (yield)
            print(f'{label}: {line}')
    except GeneratorExit:
        print(label, 'closed')

@coroutine
def grep(pattern, target):
    while True:
        line = (yield)
        if pattern in line:
            target.send(line)

@coroutine
def broadcast(targets):
    while True:
        item = (yield)
        for target in targets:
            target.send(item)

p = printer('log')
b = broadcast([grep('python', p), grep('swig', p), printer('all')])
for line in ('yeah, but no', 'python generators rock!', 'a swig of tea'):
    b.send(line)
b.close()
p.close()
try:
    p.send('more')
except StopIteration:
    print('printer is gone')
