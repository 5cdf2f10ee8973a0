# /// script
# [tool.timeslice.expect]
# findings = ["lost_update"]
# lines = [15, 17]
# python = "any"
# also = ["race"]
# ///
"""Between the read and the write stands an await."""
import asyncio

balance = 0

async def deposit(amount):
    global balance
    seen = balance
    await asyncio.sleep(0)
    balance = seen + amount

async def main():
    await asyncio.gather(deposit(1), deposit(2))
    print(balance)

asyncio.run(main())
