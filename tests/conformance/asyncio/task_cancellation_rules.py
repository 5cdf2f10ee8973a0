import asyncio

async def polite():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print('polite: cancelled with', e.args)
        raise
    finally:
        print('polite: cleanup')

async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print('stubborn: ignores it')
    await asyncio.sleep(0.05)
    return 'finished anyway'

async def never_started():
    print('never printed')

async def slow_cleanup():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.1)
        print('slow cleanup done')

async def main():
    for make in (polite, stubborn, never_started, slow_cleanup):
        task = asyncio.create_task(make())
        if make is not never_started:
            await asyncio.sleep(0)
        print('cancel:', task.cancel('reason'))
        try:
            print('result', await task)
        except asyncio.CancelledError as e:
            print('CancelledError', e.args)
        print(make.__name__, task.cancelled())

asyncio.run(main())
