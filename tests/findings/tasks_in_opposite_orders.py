# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [14]
# python = "any"
# also = ["lock_order"]
# ///
"""Two tasks take two asyncio locks in opposite orders."""
import asyncio

async def both(first, second):
    async with first:
        await asyncio.sleep(0)
        async with second:
            pass

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(both(a, b), both(b, a))
    print('done')

asyncio.run(main())
