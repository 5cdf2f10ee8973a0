# /// script
# [tool.timeslice.expect]
# findings = ["never_awaited"]
# lines = [16]
# python = "any"
# ///
"""The coroutine is called but not awaited: nothing is saved."""
import asyncio

saved = []

async def save(item):
    saved.append(item)

async def main():
    save('a')
    await asyncio.sleep(0)
    print(saved)

asyncio.run(main())
