"""asyncio: the loop, its errors, runners, policies, eager tasks."""
import asyncio
import contextvars
import logging
import re
import sys
import threading

var = contextvars.ContextVar("var", default="default")


def show(*things):
    text = " ".join(t if isinstance(t, str) else repr(t) for t in things)
    print(re.sub(r"at 0x[0-9a-f]+", "at 0x", re.sub(r"at \S*/(\w+\.py):\d+", r"at \1", text)))


def check(action):
    try:
        show("->", action())
    except BaseException as e:
        show(type(e).__module__, type(e).__name__, str(e))


loop = asyncio.get_event_loop()
show(loop, loop.is_running(), loop.is_closed(), loop.get_debug())
order = []
loop.call_later(0.02, order.append, "later 0.02")
loop.call_later(0.01, order.append, "later 0.01")
loop.call_soon(order.append, "soon")
h = loop.call_later(0.01, order.append, "cancelled")
h.cancel()
show(re.sub(r"when=[\d.]+", "when", repr(h)), h.cancelled())
loop.call_later(0.03, loop.stop)
loop.run_forever()
show(order)


async def value(v):
    await asyncio.sleep(0)
    return v


show(loop.run_until_complete(value(1)))
f = loop.create_future()
loop.call_soon(loop.stop)
check(lambda: loop.run_until_complete(f))


async def nested():
    check(lambda: asyncio.run(c))
    check(lambda: loop.run_until_complete(c))
    check(lambda: asyncio.new_event_loop().run_until_complete(c))
    check(loop.close)
    check(lambda: loop.call_later(None, print))
    check(lambda: asyncio.Runner().run(c))
    check(lambda: loop.set_task_factory(3))
    check(lambda: loop.set_exception_handler(3))
    check(lambda: loop.set_default_executor(3))


c = value(2)
loop.run_until_complete(nested())
c.close()


def bad(a):
    raise ZeroDivisionError(a)


loop.call_soon(bad, 1)
loop.run_until_complete(asyncio.sleep(0.001))
loop.set_exception_handler(lambda loop, context: show("handler", sorted(context), context["message"]))
loop.call_soon(bad, 2)
loop.run_until_complete(asyncio.sleep(0.001))
loop.set_exception_handler(lambda loop, context: 1 / 0)
loop.call_soon(bad, 3)
loop.run_until_complete(asyncio.sleep(0.001))
loop.set_exception_handler(None)


async def fails():
    raise KeyError("nobody asks")


async def forget():
    asyncio.create_task(fails())
    await asyncio.sleep(0.01)


loop.run_until_complete(forget())


async def threads():
    done = []

    def from_thread():
        loop.call_soon_threadsafe(done.append, threading.current_thread().name)
        f = asyncio.run_coroutine_threadsafe(value("from loop"), loop)
        done.append(f.result())
        check(asyncio.get_event_loop)
        f = asyncio.run_coroutine_threadsafe(fails(), loop)
        done.append(f.exception())

    t = threading.Thread(target=from_thread)
    t.start()
    while len(done) < 3:
        await asyncio.sleep(0.001)
    show(done)
    return await loop.run_in_executor(None, lambda: threading.current_thread().name)


show(loop.run_until_complete(threads()))


async def agen():
    try:
        yield 1
        yield 2
    finally:
        show("agen closed")


async def leave():
    g = agen()
    show(await anext(g))
    return g


g = loop.run_until_complete(leave())
loop.run_until_complete(loop.shutdown_asyncgens())
loop.run_until_complete(loop.shutdown_default_executor())
check(lambda: loop.run_in_executor(None, print))
loop.close()
loop.close()
show(loop)
check(lambda: loop.call_soon(print))
c = value(1)
check(lambda: loop.run_until_complete(c))
c.close()
asyncio.set_event_loop(None)
check(asyncio.get_event_loop)
check(lambda: asyncio.set_event_loop(3))
check(lambda: asyncio.set_event_loop_policy(3))
show(type(asyncio.get_event_loop_policy()).__name__)

with asyncio.Runner() as runner:
    async def set_var():
        var.set("set")
        show(asyncio.current_task().get_name())

    runner.run(set_var())

    async def get_var():
        return var.get(), asyncio.get_running_loop() is runner.get_loop()

    show(runner.run(get_var()))
show(var.get())
check(lambda: runner.run(fails()))


async def lingering():
    try:
        await asyncio.sleep(10)
    finally:
        show("cancelled at the end")
        raise OSError("in cleanup")


async def main():
    asyncio.create_task(lingering(), name="lingering")
    await asyncio.sleep(0)
    return 5


show(asyncio.run(main()))


async def eager():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    steps = []

    async def child(n):
        steps.append(n)
        show(asyncio.current_task().get_name())
        if n:
            await asyncio.sleep(0)
            steps.append(-n)
        return n

    a = asyncio.create_task(child(0), name="zero")
    b = asyncio.create_task(child(1), name="one")
    steps.append("after")
    show(a, b, asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    show(await asyncio.gather(a, b), steps)
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(child(0))
    show(t.result())


asyncio.run(eager())
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s:%(name)s:%(message)s")


async def debug():
    show(asyncio.get_running_loop().get_debug())
    check(lambda: asyncio.get_running_loop().call_soon(value))
    check(lambda: asyncio.get_running_loop().call_soon(3))

    def other():
        check(lambda: asyncio_loop.call_soon(print))

    asyncio_loop = asyncio.get_running_loop()
    t = threading.Thread(target=other)
    t.start()
    t.join()


asyncio.run(debug(), debug=True)


async def uncaught():
    await asyncio.wait_for(asyncio.sleep(5), 0.01)


asyncio.run(uncaught())
