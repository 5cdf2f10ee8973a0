import asyncio

async def ok():
    await asyncio.sleep(0.01)
    return 42

async def bad():
    raise KeyError('missing')

def callback(task):
    print('callback for', task.get_name(), 'cancelled' if task.cancelled() else 'done')

async def main():
    t = asyncio.create_task(ok(), name='T')
    t.add_done_callback(callback)
    print(t.done(), t.cancelled(), isinstance(t, asyncio.Future))
    try:
        t.result()
    except asyncio.InvalidStateError as e:
        print('InvalidStateError:', e)
    try:
        t.exception()
    except asyncio.InvalidStateError as e:
        print('InvalidStateError:', e)
    print(await t, t.result(), t.exception(), t.done())
    b = asyncio.create_task(bad(), name='B')
    await asyncio.wait([b])
    print(repr(b.exception()))
    try:
        b.result()
    except KeyError as e:
        print('result raises', e)
    print(t.cancel(), t.remove_done_callback(callback))
    c = asyncio.create_task(ok(), name='C')
    c.add_done_callback(callback)
    print(c.cancel(), c.cancelled(), c.cancelling())
    try:
        await c
    except asyncio.CancelledError:
        print(c.cancelled(), c.done())
    try:
        c.exception()
    except asyncio.CancelledError as e:
        print('exception() raises', type(e).__name__)
    print(repr(t)[:26])

asyncio.run(main())
