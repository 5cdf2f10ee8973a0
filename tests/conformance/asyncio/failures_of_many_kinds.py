"""Task groups, gather, timeouts, cancellation, shields and futures that fail."""
# stderr: last
import asyncio

async def boom(msg, delay=0.01, exc=ValueError):
    await asyncio.sleep(delay)
    raise exc(msg)

async def long():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("long cancelled")
        raise

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom("one"))
            tg.create_task(boom("two", exc=TypeError))
            tg.create_task(long())
    except* ValueError as eg:
        print("VE:", eg.exceptions, eg)
    except* TypeError as eg:
        print("TE:", eg.exceptions, repr(eg))
    r = await asyncio.gather(boom("a"), boom("b", 0.02, KeyError), asyncio.sleep(0.01, "ok"), return_exceptions=True)
    print(r)
    try:
        await asyncio.gather(boom("first", 0.01), boom("second", 0.02))
    except ValueError as e:
        print("gather raised", e)
    try:
        await asyncio.wait_for(long(), timeout=0.02)
    except asyncio.TimeoutError as e:
        print("timeout", repr(e), asyncio.TimeoutError is TimeoutError)
    try:
        async with asyncio.timeout(0.01) as cm:
            await long()
    except TimeoutError:
        print("timed out", cm.expired())
    async with asyncio.timeout(None) as cm:
        print(cm.when(), cm)
        cm.reschedule(asyncio.get_running_loop().time() + 5)
        await asyncio.sleep(0)
    t = asyncio.create_task(long())
    await asyncio.sleep(0)
    print(t.cancel("stop it"), t.cancelling())
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled with", e.args)
    print(t.cancelled(), t.done())
    try:
        t.result()
    except asyncio.CancelledError as e:
        print(repr(e))
    t = asyncio.create_task(boom("unretrieved", 0))
    done, pending = await asyncio.wait({t})
    print(done.pop().exception(), pending)
    inner = asyncio.create_task(asyncio.sleep(0.02, "inner result"))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.005)
    except TimeoutError:
        print("shielded", inner.cancelled(), await inner)
    f = asyncio.Future()
    try:
        f.result()
    except asyncio.InvalidStateError as e:
        print("ISE", e)
    f.set_exception(RuntimeError("fut"))
    try:
        f.set_result(1)
    except asyncio.InvalidStateError as e:
        print("ISE", e)
    try:
        await f
    except RuntimeError as e:
        print(e)
    raise SystemExit(3)

asyncio.run(main())
