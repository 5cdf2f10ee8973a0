import asyncio
from asyncio.staggered import staggered_race

async def connect(host, delay, fails=False):
    print('trying', host)
    await asyncio.sleep(delay)
    if fails:
        raise OSError(f'{host} refused')
    return host

async def main():
    attempts = [
        lambda: connect('first', 0.05, fails=True),
        lambda: connect('second', 5),
        lambda: connect('third', 0.1),
    ]
    winner, index, errors = await staggered_race(attempts, delay=0.2)
    print(winner, index, [type(e).__name__ for e in errors])
    barrier = asyncio.Barrier(2)

    async def meet(name):
        async with barrier as position:
            print(name, 'arrived', position in (0, 1))

    await asyncio.gather(meet('x'), meet('y'))
    print(barrier.parties, barrier.n_waiting)

asyncio.run(main())
