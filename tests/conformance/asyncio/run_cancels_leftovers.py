import asyncio

async def background():
    try:
        while True:
            print('background')
            await asyncio.sleep(0.2)
    except asyncio.CancelledError:
        print('background cancelled at shutdown')
        raise
    finally:
        print('background cleanup')

async def main():
    asyncio.create_task(background())
    await asyncio.sleep(0.5)
    print('main returns')
    return 7

print(asyncio.run(main()))

async def quick():
    asyncio.create_task(background())
    print('nothing started')

asyncio.run(quick())
print('end')
