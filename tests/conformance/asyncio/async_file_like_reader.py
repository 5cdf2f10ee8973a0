import asyncio

class LineReader:
    def __init__(self, text, delay=0):
        self.lines = iter(text.splitlines())
        self.delay = delay

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(self.delay)
        try:
            return next(self.lines)
        except StopIteration:
            raise StopAsyncIteration from None

async def numbered(lines):
    n = 0
    async for line in lines:
        n += 1
        yield n, line

async def grep(pattern, lines):
    async for n, line in lines:
        if pattern in line:
            yield f'{n}: {line}'

async def main():
    text = 'red apple\ngreen pear\nred cherry\n\nblue plum'
    async for hit in grep('red', numbered(LineReader(text, 0.01))):
        print(hit)
    lengths = {line: len(line) async for line in LineReader(text) if line}
    print(lengths)
    words = [word async for line in LineReader(text) for word in line.split() if len(word) > 4]
    print(words)
    gen = numbered(LineReader(text))
    print(await anext(gen), await anext(gen))
    await gen.aclose()
    print([x async for x in gen])

    async def both():
        return [a + b async for a in LineReader('x\ny') async for b in LineReader('1\n2')]

    print(await both(), await asyncio.gather(both(), both()) == [await both()] * 2)

asyncio.run(main())
