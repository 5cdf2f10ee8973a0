import asyncio

async def set_after(future, delay, value):
    await asyncio.sleep(delay)
    future.set_result(value)

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.create_task(set_after(future, 0.1, '... world'))
    print('hello ...')
    print(await future)
    print(future.done(), future.result(), repr(future))
    try:
        future.set_result('again')
    except asyncio.InvalidStateError as e:
        print('InvalidStateError', e)
    failed = asyncio.Future()
    failed.set_exception(ValueError('no luck'))
    try:
        await failed
    except ValueError as e:
        print(e)
    order = []
    f = loop.create_future()
    f.add_done_callback(lambda fut: order.append(('cb', fut.result())))
    f.set_result(1)
    order.append('after set_result')
    await asyncio.sleep(0)
    print(order)
    cancelled = loop.create_future()
    print(cancelled.cancel(), cancelled.cancelled(), cancelled.cancel())
    try:
        f.set_exception(StopIteration)
    except asyncio.InvalidStateError:
        print('already done')
    try:
        loop.create_future().set_exception(StopIteration())
    except Exception as e:
        print(type(e).__name__)

asyncio.run(main())
