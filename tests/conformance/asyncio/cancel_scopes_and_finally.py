import asyncio

async def resource(name, log):
    try:
        log.append(f'open {name}')
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append(f'cancel {name}')
        await asyncio.sleep(0.01)
        log.append(f'cleaned {name}')
        raise
    finally:
        log.append(f'close {name}')

async def parent(log):
    await asyncio.gather(resource('a', log), resource('b', log))

async def main():
    log = []
    t = asyncio.create_task(parent(log))
    await asyncio.sleep(0.01)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        log.append('parent cancelled')
    print(log)

    async def catcher():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            print('cancelling', task.cancelling(), 'uncancel', task.uncancel(), task.cancelling())
        await asyncio.sleep(0)
        return 'recovered'

    t = asyncio.create_task(catcher())
    await asyncio.sleep(0)
    t.cancel()
    print(await t)
    t = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    print(t.cancel('one'), t.cancel('two'))
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args)

asyncio.run(main())
