"""A connection pool, an event bus, an actor and cancellation around them."""
# stderr: last
import asyncio
from contextlib import asynccontextmanager, aclosing, AsyncExitStack
class Pool:
    def __init__(self, n): self.q = asyncio.Queue(); [self.q.put_nowait(f'conn{i}') for i in range(n)]
    @asynccontextmanager
    async def get(self):
        c = await self.q.get()
        try: yield c
        finally: self.q.put_nowait(c); print('returned', c)
async def use(p, i):
    async with p.get() as c: print(i, 'got', c); await asyncio.sleep(0.01)
async def ticker(n):
    for i in range(n): yield i; await asyncio.sleep(0)
class Bus:
    def __init__(self): self.subs = {}
    def on(self, ev): 
        def deco(f): self.subs.setdefault(ev, []).append(f); return f
        return deco
    async def emit(self, ev, *a): return await asyncio.gather(*(f(*a) for f in self.subs.get(ev, [])))
bus = Bus()
@bus.on('x')
async def h1(v): await asyncio.sleep(0.01); return v + 1
@bus.on('x')
async def h2(v): return v * 2
class Actor:
    def __init__(self): self.inbox = asyncio.Queue(); self.task = asyncio.create_task(self.loop())
    async def loop(self):
        while (m := await self.inbox.get()) is not None:
            h = getattr(self, 'on_' + m[0], None)
            print(await h(*m[1:]) if h else f'unhandled {m}')
    async def on_add(self, a, b): return a + b
async def main():
    p = Pool(2); await asyncio.gather(*(use(p, i) for i in range(4)))
    async with aclosing(ticker(5)) as t:
        async for i in t:
            if i == 2: break
            print('tick', i)
    print(await bus.emit('x', 5), await bus.emit('none'))
    a = Actor(); a.inbox.put_nowait(('add', 1, 2)); a.inbox.put_nowait(('foo',)); a.inbox.put_nowait(None); await a.task
    async with AsyncExitStack() as st:
        await st.enter_async_context(p.get()); st.callback(print, 'sync cb')
    try:
        async with asyncio.timeout(0.01):
            async with asyncio.TaskGroup() as tg: tg.create_task(asyncio.sleep(1)); tg.create_task(asyncio.sleep(2))
    except TimeoutError: print('group timed out')
    res = {}
    async with asyncio.TaskGroup() as tg:
        for k in 'abc': tg.create_task(asyncio.sleep(0.001, k), name=k).add_done_callback(lambda t: res.__setitem__(t.get_name(), t.result()))
    await asyncio.sleep(0); print(res)
    print([x async for x in ticker(3)], [await asyncio.sleep(0, i) for i in range(2)], await asyncio.gather())
    async def first(*cs):
        d, pnd = await asyncio.wait([asyncio.create_task(c) for c in cs], return_when=asyncio.FIRST_COMPLETED)
        for t in pnd: t.cancel()
        return d.pop().result()
    print(await first(asyncio.sleep(0.05, 'slow'), asyncio.sleep(0.01, 'fast')))
    async def stubborn():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: print('ignoring'); await asyncio.sleep(0.001); return 'survived'
    t = asyncio.create_task(stubborn()); await asyncio.sleep(0); t.cancel(); print(await t, t.cancelling(), t.uncancel())
    g = asyncio.gather(asyncio.sleep(1), asyncio.sleep(1)); await asyncio.sleep(0); g.cancel()
    try: await g
    except asyncio.CancelledError: print('gather cancelled', g.cancelled())
    await asyncio.gather(asyncio.create_task(main2()))
async def main2():
    raise LookupError('final')
asyncio.run(main())
