import asyncio

def make_request(loop):
    future = loop.create_future()
    asyncio.ensure_future(set_future_value(future))
    return future

async def set_future_value(future):
    await asyncio.sleep(0.1)
    future.set_result(42)

async def main():
    loop = asyncio.get_running_loop()
    future = make_request(loop)
    print(f'Is the future done? {future.done()}')
    value = await future
    print(f'Is the future done? {future.done()}')
    print(value)
    pending = loop.create_future()
    print(repr(pending))
    pending.cancel('no reason')
    print(repr(pending))
    failed = loop.create_future()
    failed.set_exception(ValueError('bad'))
    print(repr(failed), failed.exception())
    gathered = await asyncio.gather(failed, return_exceptions=True)
    print(gathered, asyncio.isfuture(future), future.get_loop() is loop)

asyncio.run(main())
