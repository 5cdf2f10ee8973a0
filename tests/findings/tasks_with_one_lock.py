# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""An asyncio lock around an update that awaits."""
import asyncio

balance = 0

async def deposit(amount, lock):
    global balance
    async with lock:
        seen = balance
        await asyncio.sleep(0)
        balance = seen + amount

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(deposit(1, lock), deposit(2, lock))
    print(balance)

asyncio.run(main())
