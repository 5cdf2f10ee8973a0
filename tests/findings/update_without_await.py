# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""No await between read and write: no other task can come in between."""
import asyncio

balance = 0

async def deposit(amount):
    global balance
    await asyncio.sleep(0)
    balance += amount

async def main():
    await asyncio.gather(deposit(1), deposit(2))
    print(balance)

asyncio.run(main())
