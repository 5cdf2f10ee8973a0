import asyncio

async def compute(x, y):
    print('Compute %s + %s ...' % (x, y))
    await asyncio.sleep(0.1)
    return x + y

async def print_sum(x, y):
    result = await compute(x, y)
    print('%s + %s = %s' % (x, y, result))
    return result

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(print_sum(1, 2)))
tasks = [loop.create_task(print_sum(n, n)) for n in range(2)]
loop.run_until_complete(asyncio.wait(tasks))
print([t.result() for t in tasks])
future = loop.create_future()
loop.call_soon(future.set_result, 'from call_soon')
print(loop.run_until_complete(future))
print(loop.is_running(), loop.is_closed())
loop.close()
print(loop.is_closed())
try:
    loop.run_until_complete(coro := compute(1, 1))
except RuntimeError as e:
    print(e)
    coro.close()
