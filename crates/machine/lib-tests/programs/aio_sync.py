"""asyncio: locks, events, conditions, semaphores, barriers, queues, task groups."""
import asyncio
import re


def show(*things):
    text = " ".join(t if isinstance(t, str) else repr(t) for t in things)
    print(re.sub(r"at 0x[0-9a-f]+", "at 0x", re.sub(r"at \S*/(\w+\.py):\d+", r"at \1", text)))


async def check(aw):
    try:
        show("->", await aw)
    except BaseException as e:
        show(type(e).__module__, type(e).__name__, str(e))


async def main():
    lock = asyncio.Lock()
    order = []

    async def hold(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)

    show(lock)
    ts = [asyncio.create_task(hold(i)) for i in range(4)]
    await asyncio.sleep(0)
    show(lock, lock.locked())
    ts[1].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    show(order, lock)
    try:
        lock.release()
    except RuntimeError as e:
        show(e)
    event = asyncio.Event()

    async def waiter(n):
        show(n, await event.wait())

    ts = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    show(event)
    event.set()
    show(event, event.is_set())
    await asyncio.gather(*ts)
    event.clear()
    show(event)
    cond = asyncio.Condition()
    items = []

    async def consumer(n):
        async with cond:
            await cond.wait_for(lambda: items)
            show("consumer", n, items.pop())

    ts = [asyncio.create_task(consumer(i)) for i in range(3)]
    await asyncio.sleep(0)
    show(cond)
    for i in range(3):
        async with cond:
            items.append(i)
            cond.notify()
    await asyncio.gather(*ts)
    await check(cond.wait())
    try:
        cond.notify()
    except RuntimeError as e:
        show(e)

    async def cancelled_waiter():
        async with cond:
            try:
                await cond.wait()
            finally:
                show("has the lock again", cond.locked())

    t = asyncio.create_task(cancelled_waiter())
    await asyncio.sleep(0)
    t.cancel()
    await check(t)
    sem = asyncio.Semaphore(2)
    order = []

    async def limited(n):
        async with sem:
            order.append(("in", n))
            await asyncio.sleep(0.02 * n)
            order.append(("out", n))

    ts = [asyncio.create_task(limited(i)) for i in range(5)]
    await asyncio.sleep(0)
    show(sem)
    await asyncio.gather(*ts)
    show(order, sem)
    b = asyncio.BoundedSemaphore()
    for bad in (b.release, lambda: asyncio.Semaphore(-1), lambda: asyncio.Barrier(0)):
        try:
            bad()
        except ValueError as e:
            show(e)
    barrier = asyncio.Barrier(3)

    async def party(n):
        try:
            async with barrier as place:
                show("party", n, place, barrier.n_waiting, barrier.parties)
        except asyncio.BrokenBarrierError as e:
            show(n, "broken", str(e))

    show(barrier)
    await asyncio.gather(*[party(i) for i in range(6)])
    t = asyncio.create_task(party(9))
    await asyncio.sleep(0)
    show(barrier)
    await barrier.reset()
    await t
    t = asyncio.create_task(party(10))
    await asyncio.sleep(0)
    await barrier.abort()
    await t
    await party(11)
    show(barrier, barrier.broken)

    for cls in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        q = cls(3)
        for x in (2, 1, 3):
            await q.put(x)
        show(q, q.full(), q.qsize(), str(q))
        putter = asyncio.create_task(q.put(0))
        await asyncio.sleep(0)
        show(q)
        show([await q.get() for _ in range(4)], q.empty())
        for bad in (q.get_nowait, lambda: [q.put_nowait(i) for i in range(5)]):
            try:
                bad()
            except Exception as e:
                show(type(e).__name__, str(e))
        await putter
        getter = asyncio.create_task(asyncio.wait_for(cls().get(), 0.01))
        await check(getter)

    q = asyncio.Queue()

    async def worker(n):
        while True:
            item = await q.get()
            await asyncio.sleep(0.001)
            show("worker", n, item)
            q.task_done()

    ws = [asyncio.create_task(worker(i)) for i in range(2)]
    for i in range(5):
        q.put_nowait(i)
    await q.join()
    for w in ws:
        w.cancel()
    show(await asyncio.gather(*ws, return_exceptions=True))
    try:
        q.task_done()
    except ValueError as e:
        show(e)
    getter = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    q.shutdown()
    await check(getter)
    await check(q.put(1))
    show(q)

    async def ok(n):
        await asyncio.sleep(n / 100)
        return n

    async def bad(n):
        await asyncio.sleep(n / 100)
        raise ValueError(n)

    async with asyncio.TaskGroup() as tg:
        ts = [tg.create_task(ok(i)) for i in (2, 1)]
        show(tg)
    show([t.result() for t in ts], tg)
    try:
        tg.create_task(ok(1))
    except RuntimeError as e:
        show(e)
    try:
        async with asyncio.TaskGroup() as tg:
            keep = tg.create_task(ok(5))
            tg.create_task(bad(1))
            await asyncio.sleep(5)
    except* ValueError as e:
        show(e, e.exceptions, keep.cancelled(), tg)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad(1))
            raise KeyError("body")
    except* KeyError as e:
        show(e.exceptions)
    try:
        async with asyncio.timeout(0.01):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(ok(100))
    except TimeoutError as e:
        show("timeout", e)
    try:
        asyncio.TaskGroup().create_task(c := ok(1))
    except RuntimeError as e:
        show(e)

    async def outer():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(ok(100))

    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    t.cancel()
    await check(t)

    from asyncio.staggered import staggered_race
    r = await staggered_race([lambda: bad(1), lambda: ok(3), lambda: ok(9)], 0.05)
    show(r)
    show(await staggered_race([lambda: bad(1), lambda: bad(2)], None))


asyncio.run(main())
lock = asyncio.Lock()


async def use():
    t = asyncio.create_task(lock.acquire())
    await lock.acquire()
    await asyncio.sleep(0)
    t.cancel()


asyncio.run(use())
try:
    asyncio.run(use())
except RuntimeError as e:
    show(e)
