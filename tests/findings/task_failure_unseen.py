# /// script
# [tool.timeslice.expect]
# findings = ["swallowed_exception"]
# lines = [12, 15]
# python = "any"
# also = ["exception"]
# ///
"""A background task fails and nobody looks at it."""
import asyncio

async def background():
    raise ValueError('lost')

async def main():
    task = asyncio.create_task(background())
    await asyncio.sleep(0)
    print('main ends')

asyncio.run(main())
