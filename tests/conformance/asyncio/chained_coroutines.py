import asyncio

DELAYS = {'one': 0.3, 'two': 0.1, 'three': 0.2}

async def part1(n):
    await asyncio.sleep(DELAYS[n])
    print(f'part1({n}) finished')
    return f'result{n}-1'

async def part2(n, arg):
    await asyncio.sleep(DELAYS[n])
    print(f'part2{n, arg} finished')
    return f'result{n}-2 derived from {arg}'

async def chain(n):
    p1 = await part1(n)
    p2 = await part2(n, p1)
    print(f'-->Chained {n} => {p2}')
    return len(p2)

async def main():
    print(await asyncio.gather(*(chain(n) for n in DELAYS)))

if __name__ == '__main__':
    asyncio.run(main())
