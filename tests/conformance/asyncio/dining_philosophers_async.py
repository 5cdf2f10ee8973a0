import asyncio

N = 5
log = []

async def philosopher(i, forks):
    left, right = forks[i], forks[(i + 1) % N]
    first, second = (left, right) if i < N - 1 else (right, left)
    for meal in range(2):
        async with first:
            await asyncio.sleep(0.01)
            async with second:
                log.append(i)
                await asyncio.sleep(0.01)

async def main():
    forks = [asyncio.Lock() for _ in range(N)]
    await asyncio.wait_for(asyncio.gather(*(philosopher(i, forks) for i in range(N))), 10)
    print(sorted(log), len(log))
    print(any(f.locked() for f in forks))

async def deadlock():
    a, b = asyncio.Lock(), asyncio.Lock()

    async def grab(x, y):
        async with x:
            await asyncio.sleep(0.01)
            async with y:
                pass

    try:
        await asyncio.wait_for(asyncio.gather(grab(a, b), grab(b, a)), 0.3)
    except TimeoutError:
        print('deadlock broken by the timeout', a.locked(), b.locked())

asyncio.run(main())
asyncio.run(deadlock())
