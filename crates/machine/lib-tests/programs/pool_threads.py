"""ThreadPoolExecutor and futures."""
import concurrent.futures as cf
import re
import sys
import threading
import time


def show(*things):
    print(*[re.sub(r"0x[0-9a-f]+", "0x", repr(t) if not isinstance(t, str) else t) for t in things])


def check(action):
    try:
        show(action())
    except BaseException as e:
        show(type(e).__module__, type(e).__name__, str(e))


def name():
    return threading.current_thread().name


with cf.ThreadPoolExecutor(3) as ex:
    print([ex.submit(name).result() for _ in range(3)])
    print(sorted({f.result() for f in [ex.submit(lambda: (time.sleep(0.05), name())[1]) for _ in range(5)]}))
check(lambda: ex.submit(name))
with cf.ThreadPoolExecutor(2, thread_name_prefix="w") as ex:
    print(ex.submit(name).result(), ex._max_workers)
    gate = threading.Event()
    running = ex.submit(gate.wait)
    other = ex.submit(gate.wait)
    time.sleep(0.05)
    waiting = ex.submit(name)
    last = ex.submit(pow, 2, 5)
    show(running, waiting, running.running(), waiting.running(), waiting.done())
    print(running.cancel(), waiting.cancel(), waiting.cancel(), waiting.cancelled(), waiting.done())
    show(waiting)
    check(waiting.result)
    check(waiting.exception)
    check(lambda: running.result(0.01))
    check(lambda: running.exception(0.01))
    check(lambda: list(cf.as_completed([running, other], timeout=0.01)))
    done, not_done = cf.wait([running, other], timeout=0.01)
    print(len(done), len(not_done))
    order = []
    last.add_done_callback(lambda f: order.append(1))
    last.add_done_callback(lambda f: 1 / 0)
    last.add_done_callback(lambda f: order.append(f.result()))
    gate.set()
    print(last.result(), running.result())
    show(last, running)
time.sleep(0.01)
print(order)
last.add_done_callback(lambda f: print("at once", f is last))

with cf.ThreadPoolExecutor(4) as ex:
    def job(n):
        time.sleep(n / 20)
        if n == 3:
            raise ValueError(n)
        return n

    fs = [ex.submit(job, n) for n in (5, 1, 3, 2)]
    print([f.exception() or f.result() for f in cf.as_completed(fs + fs)])
    show(fs[2])
    fs = [ex.submit(job, n) for n in (5, 1, 3, 2)]
    r = cf.wait(fs, return_when=cf.FIRST_COMPLETED)
    print(type(r).__name__, [f.result() for f in r.done])
    r = cf.wait(fs, return_when=cf.FIRST_EXCEPTION)
    print(len(r.done), len(r.not_done))
    r = cf.wait(fs)
    print(len(r.done), len(r.not_done))
    check(lambda: cf.wait([ex.submit(job, 2)], return_when="x"))
    it = ex.map(job, [1, 2, 3, 4])
    print(next(it), next(it))
    check(lambda: next(it))
    check(lambda: next(it))
    check(lambda: list(ex.map(job, [4, 4], timeout=0.01)))
    print(list(ex.map(lambda a, b: a + b, [1, 2, 3], [10, 20])))

check(lambda: cf.ThreadPoolExecutor(0))
check(lambda: cf.ThreadPoolExecutor(initializer=3))
f = cf.Future()
show(f)
f.set_result(3)
check(lambda: f.set_result(4))
check(lambda: f.set_running_or_notify_cancel())
f = cf.Future()
print(f.cancel(), f.set_running_or_notify_cancel())
check(lambda: f.set_exception(KeyError()))


def bad():
    raise LookupError("bad start")


ex = cf.ThreadPoolExecutor(1, initializer=bad)
f = ex.submit(name)
check(f.result)
check(lambda: ex.submit(name))
ex.shutdown()
ex = cf.ThreadPoolExecutor(1)
fs = [ex.submit(time.sleep, 0.05) for _ in range(4)]
ex.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in fs])
ex2 = cf.ThreadPoolExecutor(1)


def late():
    time.sleep(0.3)
    check(lambda: ex2.submit(name))
    print("ran to the end")


ex2.submit(late)
ex2.submit(print, "and this")
print("main done")
cf.ThreadPoolExecutor(1).submit(bad).result()
