import asyncio

out = []

async def spin(name, n):
    for i in range(n):
        out.append(f'{name}{i}')
        await asyncio.sleep(0)

async def waiter(name, future):
    out.append(f'{name}?')
    out.append(f'{name}={await future}')

async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    tasks = [asyncio.create_task(waiter('p', f)), asyncio.create_task(waiter('q', f)), asyncio.create_task(spin('s', 4))]
    await asyncio.sleep(0)
    loop.call_soon(out.append, 'soon')
    f.set_result(1)
    out.append('set')
    await asyncio.sleep(0)
    out.append('turn')
    await asyncio.gather(*tasks)
    print(' '.join(out))
    out.clear()
    lock = asyncio.Lock()

    async def locker(name):
        async with lock:
            out.append(name)
            await asyncio.sleep(0)
            out.append(name.upper())

    await asyncio.gather(locker('a'), locker('b'), spin('s', 5))
    print(' '.join(out))
    out.clear()
    q = asyncio.Queue(1)

    async def putter():
        for i in range(3):
            await q.put(i)
            out.append(f'put{i}')

    async def getter():
        for i in range(3):
            out.append(f'got{await q.get()}')

    await asyncio.gather(putter(), getter())
    print(' '.join(out))

asyncio.run(main())
