import asyncio

async def job(name, delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise RuntimeError(name)
    return name

def names(tasks):
    return sorted(t.get_name() for t in tasks)

def start(**delays):
    return [asyncio.create_task(job(n, abs(d), d < 0), name=n) for n, d in delays.items()]

async def main():
    done, pending = await asyncio.wait(start(a=0.1, b=0.4), return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(pending)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(start(c=0.5, d=-0.1, e=0.05), return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending))
    for t in sorted(done, key=asyncio.Task.get_name):
        print(t.get_name(), repr(t.exception()))
    for t in pending:
        t.cancel()
    done, pending = await asyncio.wait(start(f=0.05, g=0.5), timeout=0.2)
    print(names(done), names(pending), [t.done() for t in pending])
    try:
        await asyncio.wait([])
    except ValueError as e:
        print(e)
    coro = job('h', 0)
    try:
        await asyncio.wait([coro])
    except TypeError as e:
        print(e)
    coro.close()

asyncio.run(main())
