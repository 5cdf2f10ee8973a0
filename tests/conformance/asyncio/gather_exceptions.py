import asyncio

async def work(n):
    await asyncio.sleep(n * 0.1)
    if n == 2:
        raise ValueError(f'bad {n}')
    finished.append(n)
    return n

finished = []

async def main():
    try:
        await asyncio.gather(work(1), work(2), work(3))
    except ValueError as e:
        print('caught', e, finished)
    await asyncio.sleep(0.2)
    print('the others kept running:', finished)
    results = await asyncio.gather(work(1), work(2), work(0), return_exceptions=True)
    print(results)
    for r in results:
        print('failed' if isinstance(r, Exception) else 'ok', r)

asyncio.run(main())
