import asyncio

async def child():
    return asyncio.current_task().get_name()

async def main():
    mine = asyncio.current_task().get_name()
    children = await asyncio.gather(child(), child())
    return mine, children

for _ in range(3):
    print(asyncio.run(main()))
