import asyncio

async def mirror(name, delay, works=True):
    try:
        await asyncio.sleep(delay)
        if not works:
            raise ConnectionError(f'{name} is down')
        return name
    except asyncio.CancelledError:
        print(name, 'not needed any more')
        raise

async def first_success(*coros):
    tasks = [asyncio.ensure_future(c) for c in coros]
    errors = []
    pending = set(tasks)
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if task.exception() is None:
                for other in pending:
                    other.cancel()
                await asyncio.gather(*pending, return_exceptions=True)
                return task.result()
            errors.append(str(task.exception()))
    raise RuntimeError('all failed: ' + '; '.join(errors))

async def main():
    print(await first_success(mirror('slow', 5), mirror('down', 0.05, False), mirror('fast', 0.15)))
    try:
        await first_success(mirror('x', 0.05, False), mirror('y', 0.15, False))
    except RuntimeError as e:
        print(e)

asyncio.run(main())
