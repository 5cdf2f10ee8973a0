def averager():
    total = 0.0
    count = 0
    average = None
    while True:
        term = yield average
        if term is None:
            break
        total += term
        count += 1
        average = total / count
    return (count, average)

coro_avg = averager()
print(next(coro_avg))
print(coro_avg.send(10), coro_avg.send(30), coro_avg.send(5))
try:
    coro_avg.send(None)
except StopIteration as exc:
    print('result:', exc.value)
fresh = averager()
try:
    fresh.send(10)
except TypeError as e:
    print(e)
print(fresh.send(None), fresh.send(7))
fresh.close()
try:
    fresh.send(1)
except StopIteration as e:
    print('closed', e.value)
