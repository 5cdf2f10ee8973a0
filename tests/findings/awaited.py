# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Every coroutine is awaited."""
import asyncio

saved = []

async def save(item):
    saved.append(item)

async def main():
    await save('a')
    print(saved)

asyncio.run(main())
