import asyncio

def show(*args):
    print('callback', *args)

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.2, show, 'later 0.2')
    loop.call_later(0.1, show, 'later 0.1')
    loop.call_soon(show, 'soon 1')
    loop.call_soon(show, 'soon 2')
    handle = loop.call_later(0.15, show, 'cancelled')
    loop.call_at(loop.time() + 0.3, show, 'at 0.3')
    print('nothing has run yet')
    await asyncio.sleep(0)
    print('after one turn')
    handle.cancel()
    print(handle.cancelled(), type(handle).__name__)
    await asyncio.sleep(0.4)

    def chain(n):
        print('chain', n)
        if n:
            loop.call_soon(chain, n - 1)
        else:
            finished.set_result('chain finished')

    finished = loop.create_future()
    chain(2)
    print(await finished)

asyncio.run(main())
