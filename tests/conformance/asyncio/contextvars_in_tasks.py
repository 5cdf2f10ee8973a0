import asyncio
import contextvars

request_id = contextvars.ContextVar('request_id', default=None)

async def log(message):
    print(f'[{request_id.get()}] {message}')

async def handle(n):
    token = request_id.set(f'req-{n}')
    await log('start')
    await asyncio.sleep(0.05 * n)
    await log('end')
    request_id.reset(token)
    await log('after reset')

async def child():
    print('child sees', request_id.get())
    request_id.set('changed by child')

async def main():
    await asyncio.gather(handle(1), handle(2))
    print('main sees', request_id.get())
    request_id.set('main')
    await asyncio.create_task(child())
    print('after a task:', request_id.get())
    await child()
    print('after a plain await:', request_id.get())
    print(await asyncio.to_thread(request_id.get))
    context = contextvars.copy_context()
    print(context[request_id], context.run(lambda: request_id.set('inside') and request_id.get()), request_id.get())

asyncio.run(main())
