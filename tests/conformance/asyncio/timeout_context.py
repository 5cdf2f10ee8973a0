import asyncio

async def main():
    try:
        async with asyncio.timeout(0.1):
            await asyncio.sleep(5)
            print('not reached')
    except TimeoutError as e:
        print('timed out', repr(e))
    async with asyncio.timeout(5) as cm:
        await asyncio.sleep(0.01)
    print('in time, expired:', cm.expired())
    async with asyncio.timeout(None) as cm:
        print(cm.when())
        cm.reschedule(asyncio.get_running_loop().time() + 5)
        print(cm.when() is not None)
    try:
        async with asyncio.timeout(0.05) as outer:
            try:
                async with asyncio.timeout(5) as inner:
                    await asyncio.sleep(5)
            finally:
                print('inner expired', inner.expired())
    except TimeoutError:
        print('outer expired', outer.expired())
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout_at(loop.time() + 0.05):
            await asyncio.Event().wait()
    except TimeoutError:
        print('timeout_at works too')
    try:
        async with asyncio.timeout(1):
            raise ValueError('other errors pass')
    except ValueError as e:
        print(e)

asyncio.run(main())
