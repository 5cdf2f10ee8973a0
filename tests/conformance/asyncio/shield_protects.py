import asyncio

async def important():
    try:
        await asyncio.sleep(0.3)
        print('important work finished')
        return 'saved'
    except asyncio.CancelledError:
        print('important was cancelled')
        raise

async def caller(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print('caller cancelled, inner cancelled:', task.cancelled())
        raise

async def main():
    inner = asyncio.create_task(important())
    outer = asyncio.create_task(caller(inner))
    await asyncio.sleep(0.1)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print('outer', outer.cancelled(), 'inner', inner.done())
    print(await inner)
    print(await asyncio.shield(asyncio.sleep(0.01, 'plain')))
    direct = asyncio.create_task(important())
    await asyncio.sleep(0)
    direct.cancel()
    try:
        await asyncio.shield(direct)
    except asyncio.CancelledError:
        print('shield does not help against a direct cancel')

asyncio.run(main())
