import asyncio

def hello_world(n, loop):
    print('Hello World', n)
    if n == 3:
        loop.stop()
    else:
        loop.call_later(0.05, hello_world, n + 1, loop)

loop = asyncio.new_event_loop()
loop.call_soon(hello_world, 1, loop)
try:
    loop.run_forever()
finally:
    print('Closing Loop')
    loop.close()

async def ticker(loop):
    for i in range(3):
        print('tick', i)
        await asyncio.sleep(0.05)
    loop.stop()

loop = asyncio.new_event_loop()
loop.create_task(ticker(loop))
loop.run_forever()
print('stopped')
loop.close()
try:
    loop.call_soon(print)
except RuntimeError as e:
    print(e)
