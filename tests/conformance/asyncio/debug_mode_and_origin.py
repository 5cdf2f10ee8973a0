import asyncio
import sys

async def work():
    await asyncio.sleep(0)
    return 'done'

async def main():
    loop = asyncio.get_running_loop()
    print('debug', loop.get_debug())
    loop.slow_callback_duration = 5
    print(await asyncio.create_task(work()))

asyncio.run(main(), debug=True)
print(sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(1)
c = work()
print(c.cr_origin[0][2] if c.cr_origin else None)
c.close()
sys.set_coroutine_origin_tracking_depth(0)
c = work()
print(c.cr_origin)
c.close()

async def not_debug():
    print('debug', asyncio.get_running_loop().get_debug())

asyncio.run(not_debug())
