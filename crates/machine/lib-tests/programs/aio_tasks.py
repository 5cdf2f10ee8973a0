"""asyncio: tasks, futures, cancellation, reprs."""
import asyncio
import re


def show(*things):
    text = " ".join(t if isinstance(t, str) else repr(t) for t in things)
    print(re.sub(r"at \S*/(\w+\.py):\d+", r"at \1", text))


async def check(aw):
    try:
        show("->", await aw)
    except BaseException as e:
        show(type(e).__module__, type(e).__name__, str(e), e.__cause__, e.__context__)


async def value(v, delay=0.01):
    await asyncio.sleep(delay)
    return v


async def fail(e, delay=0.01):
    await asyncio.sleep(delay)
    raise e


async def stubborn():
    while True:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            show("ignored", e.args, asyncio.current_task().cancelling())
            return "survived"


async def main():
    loop = asyncio.get_running_loop()
    show(asyncio.current_task(), asyncio.current_task().get_name())
    t = asyncio.create_task(value(1))
    show(t)
    await asyncio.sleep(0)
    show(t)
    show(await t, t, t.done(), t.result(), t.exception())
    t = asyncio.create_task(fail(KeyError("k")), name="named")
    await check(t)
    show(t)
    t = asyncio.create_task(value(2), name=5)
    await asyncio.sleep(0)
    show(t.get_name(), t.cancel("why"), t.cancel(), t.cancelling())
    show(t)
    await check(t)
    show(t, t.cancelled(), t.done(), t.cancel())
    t = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    t.cancel()
    show(await t, t.cancelled(), t.cancelling(), t.uncancel(), t.uncancel())
    t = asyncio.create_task(value(3))
    t.cancel("before it began")
    await check(t)
    f = loop.create_future()
    show(f)
    f.add_done_callback(lambda f: show("callback", f))
    f.add_done_callback(print)
    f.add_done_callback(show)
    show(f, f.remove_done_callback(print))
    for action in (f.result, f.exception, lambda: f.set_exception(3)):
        try:
            action()
        except Exception as e:
            show(type(e).__name__, str(e))
    f.set_result("x" * 50)
    try:
        f.set_result(2)
    except Exception as e:
        show(type(e).__name__, str(e))
    show(f, await f)
    await asyncio.sleep(0)
    for r in ([1] * 9, {"a": 1, "b": [2] * 8}, (1,), 10 ** 60, {3}, None, object, b"x" * 60):
        f = loop.create_future()
        f.set_result(r)
        show(f)
    f = loop.create_future()
    f.set_exception(StopIteration(3))
    await check(f)
    f = loop.create_future()
    f.cancel()
    show(f)
    await check(f)
    # gather
    show(await asyncio.gather(value("a", 0.02), value("b"), value("c", 0)))
    show(await asyncio.gather(fail(ValueError(1)), value(2), return_exceptions=True))
    slow = asyncio.create_task(value("slow", 0.03))
    await check(asyncio.gather(slow, fail(ValueError("first")), fail(ValueError("second"), 0.02)))
    show(slow.done(), await slow)
    show(await asyncio.gather())
    c = value("dup")
    show(await asyncio.gather(c, c))
    g = asyncio.gather(value(1), value(2))
    show(g)
    await asyncio.sleep(0)
    g.cancel()
    await check(g)
    g = asyncio.gather(value(1), fail(asyncio.CancelledError("own")), return_exceptions=True)
    show(await g)
    # wait
    ts = [asyncio.create_task(value(i, i / 20)) for i in (3, 1, 2)]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
    show([t.result() for t in done], len(pending))
    done, pending = await asyncio.wait(ts, timeout=0.0)
    show(len(done), len(pending))
    done, pending = await asyncio.wait(ts)
    show(sorted(t.result() for t in done), pending)
    ts = [asyncio.create_task(fail(OSError(1))), asyncio.create_task(value(1, 5))]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION)
    show(len(done), len(pending), done.pop().exception())
    ts[1].cancel()
    for bad in (lambda: asyncio.wait([]), lambda: asyncio.wait(ts, return_when=3), lambda: asyncio.wait(ts[0])):
        await check(bad())
    c = value(1)
    await check(asyncio.wait([c]))
    c.close()
    # wait_for, timeout
    await check(asyncio.wait_for(value("in time"), 1))
    await check(asyncio.wait_for(value("late", 1), 0.01))
    await check(asyncio.wait_for(value("never", 1), 0))
    await check(asyncio.wait_for(stubborn(), 0.01))
    await check(asyncio.wait_for(asyncio.shield(asyncio.create_task(value("kept", 0.05))), 0.01))
    try:
        async with asyncio.timeout(0.01) as cm:
            show(re.sub(r"when=\d+.\d+", "when", repr(cm)))
            await asyncio.sleep(1)
    except TimeoutError as e:
        show(cm, cm.expired(), e, e.__cause__)
    async with asyncio.timeout(None) as cm:
        cm.reschedule(loop.time() + 5)
        await asyncio.sleep(0)
    show(cm, cm.expired())
    try:
        cm.reschedule(3)
    except RuntimeError as e:
        show(e)
    async with asyncio.timeout_at(loop.time() + 1):
        pass
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(1)
            finally:
                raise ValueError("in cleanup")
    except ValueError as e:
        show(e, e.__context__, e.__context__.__cause__)
    # as_completed
    show([await c for c in asyncio.as_completed([value(3, .03), value(1, .01), value(2, .02)])])
    ts = [asyncio.create_task(value(i, i / 20)) for i in (3, 1, 2)]
    async for t in asyncio.as_completed(ts):
        show(ts.index(t), t.result())
    it = asyncio.as_completed([value(1, 1), value(2, .01)], timeout=.05)
    for c in it:
        await check(c)
    # shield
    inner = asyncio.create_task(value("inner", 0.02))
    outer = asyncio.shield(inner)
    await asyncio.sleep(0)
    outer.cancel()
    await check(outer)
    show(await inner)
    # misc
    show(len(asyncio.all_tasks()), asyncio.iscoroutine(c), asyncio.iscoroutinefunction(main), asyncio.isfuture(outer))

    class Aw:
        def __await__(self):
            yield from asyncio.sleep(0, "awaitable").__await__()
            return "aw"

    show(await asyncio.ensure_future(Aw()), await Aw())
    for bad in (lambda: asyncio.ensure_future(3), lambda: asyncio.create_task(3), lambda: asyncio.run(3)):
        try:
            bad()
        except Exception as e:
            show(type(e).__name__, str(e))

    class Yields:
        def __await__(self):
            yield 42

    async def bad_yield():
        await Yields()

    await check(asyncio.create_task(bad_yield()))

    async def itself():
        await me

    me = asyncio.create_task(itself())
    await check(me)
    show(await asyncio.to_thread(lambda a, b=0: a + b, 1, b=2))
    show(await loop.run_in_executor(None, pow, 2, 5))
    return "main result"


show(asyncio.run(main()))
show(asyncio.run(value(asyncio.tasks._task_name_counter() if False else 1)))


async def names():
    show(asyncio.current_task().get_name())


asyncio.run(names())
try:
    asyncio.create_task(3)
except RuntimeError as e:
    show(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    show(e)
try:
    asyncio.run(main)
except ValueError as e:
    show(re.sub("0x.*>", "", str(e)))
