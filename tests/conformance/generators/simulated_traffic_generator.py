import random

def customer(name, arrive, service):
    time = yield arrive, name, 'arrives'
    time = yield time + service, name, 'is served'
    yield time + 1, name, 'leaves'

def simulate(processes):
    events = []
    for n, process in enumerate(processes):
        events.append((*next(process), n))
    while events:
        events.sort()
        time, name, what, n = events.pop(0)
        print(f'{time:3} {name:>4} {what}')
        try:
            events.append((*processes[n].send(time), n))
        except StopIteration:
            pass

random.seed(42)
simulate([customer('Ann', 0, 5), customer('Bob', 2, 2), customer('Cid', 3, 4)])
print(random.random() < 1)
