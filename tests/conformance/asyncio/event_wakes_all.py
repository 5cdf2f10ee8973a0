import asyncio

async def waiter(event, name):
    print(name, 'waits')
    print(name, 'got', await event.wait())

async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, n)) for n in ('w1', 'w2')]
    await asyncio.sleep(0.1)
    print('set:', event.is_set())
    event.set()
    print('set called, nobody ran yet')
    await asyncio.gather(*tasks)
    print(await event.wait(), 'immediately')
    event.clear()
    try:
        await asyncio.wait_for(event.wait(), 0.05)
    except TimeoutError:
        print('cleared')
    pulse = [asyncio.create_task(waiter(event, n)) for n in ('p1', 'p2')]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    await asyncio.gather(*pulse)
    print('woken by a pulse, set:', event.is_set())

asyncio.run(main())
