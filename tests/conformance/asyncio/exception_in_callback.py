# stderr: user
import asyncio

def bad(n):
    raise ValueError(f'callback {n}')

def handler(loop, context):
    print('handler:', context['message'].split('(')[0], repr(context['exception']))

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, 'before')
    loop.set_exception_handler(handler)
    loop.call_soon(bad, 1)
    loop.call_soon(print, 'after')
    await asyncio.sleep(0.01)
    future = loop.create_future()
    future.add_done_callback(lambda f: bad(2))
    future.set_result(None)
    await asyncio.sleep(0.01)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())
    loop.call_exception_handler({'message': 'reported by hand'})

asyncio.run(main())
