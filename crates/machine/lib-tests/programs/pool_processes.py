"""ProcessPoolExecutor."""
import concurrent.futures as cf
import multiprocessing as mp
import os
import re
import sys
import time
import traceback


def show(*things):
    text = " ".join(t if isinstance(t, str) else repr(t) for t in things)
    print(re.sub(r"0x[0-9a-f]+", "0x", text), flush=True)


def check(action):
    try:
        show(action())
    except BaseException as e:
        show(type(e).__module__, type(e).__name__, str(e), type(e.__cause__).__name__)


def square(x):
    return x * x


def slow(x):
    time.sleep(x / 20)
    return x


def fail(x):
    raise ValueError(x)


def name():
    return mp.current_process().name


def setup(a):
    global setting
    setting = a


def get_setting():
    return setting


def bad_setup():
    raise OSError("no")


if __name__ == "__main__":
    with cf.ProcessPoolExecutor(2) as ex:
        show(ex.submit(square, 7).result(), list(ex.map(square, range(6))), list(ex.map(pow, [2, 3], [3, 2], chunksize=2)))
        show(sorted(p.name for p in mp.active_children()))
        f = ex.submit(fail, 3)
        check(f.result)
        show(f)
        try:
            f.result()
        except ValueError:
            traceback.print_exc()
        check(ex.submit(lambda: 1).result)
        check(ex.submit(open, os.devnull).result)
        fs = [ex.submit(slow, n) for n in (4, 1, 2)]
        show([f.result() for f in cf.as_completed(fs)])
        check(lambda: list(ex.map(square, [1], chunksize=0)))
        check(lambda: list(ex.map(slow, [5], timeout=0.01)))
    check(lambda: ex.submit(square, 1))
    with cf.ProcessPoolExecutor(1, initializer=setup, initargs=(5,)) as ex:
        show(ex.submit(get_setting).result(), ex.submit(name).result())
        fs = [ex.submit(slow, 2) for _ in range(6)]
        ex.shutdown(cancel_futures=True)
        show(fs[0].result(), fs[-1].cancelled())
    ex = cf.ProcessPoolExecutor(1)
    f = ex.submit(os._exit, 3)
    check(f.result)
    check(lambda: ex.submit(square, 1))
    ex.shutdown()
    with cf.ProcessPoolExecutor(1, initializer=bad_setup) as ex:
        check(ex.submit(square, 1).result)
    check(lambda: cf.ProcessPoolExecutor(0))
    check(lambda: cf.ProcessPoolExecutor(1, max_tasks_per_child=1, mp_context=mp.get_context("fork")))
    check(lambda: cf.ProcessPoolExecutor(1, max_tasks_per_child=0))
    check(lambda: cf.ProcessPoolExecutor(1, initializer=1))
    ex = cf.ProcessPoolExecutor(2)
    ex.submit(slow, 1).add_done_callback(lambda f: show("done at exit", f.result()))
    show("end")
