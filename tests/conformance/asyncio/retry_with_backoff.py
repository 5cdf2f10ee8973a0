import asyncio
import functools

def retry(times, delay, exceptions=(ConnectionError,)):
    def decorator(func):
        @functools.wraps(func)
        async def wrapper(*args, **kwargs):
            pause = delay
            for attempt in range(1, times + 1):
                try:
                    return await func(*args, **kwargs)
                except exceptions as e:
                    print(f'{func.__name__} attempt {attempt}: {e}')
                    if attempt == times:
                        raise
                    await asyncio.sleep(pause)
                    pause *= 2
        return wrapper
    return decorator

calls = {'flaky': 0}

@retry(3, 0.01)
async def flaky(succeed_at):
    calls['flaky'] += 1
    if calls['flaky'] < succeed_at:
        raise ConnectionError(f'call {calls["flaky"]} refused')
    return f'ok after {calls["flaky"]}'

async def main():
    print(await flaky(3))
    calls['flaky'] = 0
    try:
        await flaky(99)
    except ConnectionError as e:
        print('gave up:', e)
    print(flaky.__name__, asyncio.iscoroutinefunction(flaky))

asyncio.run(main())
