"""multiprocessing: pools."""
import multiprocessing as mp
import os
import re
import sys
import time
import traceback
from multiprocessing.pool import ThreadPool


def show(*things):
    text = " ".join(t if isinstance(t, str) else repr(t) for t in things)
    print(re.sub(r"0x[0-9a-f]+", "0x", text), flush=True)


def square(x):
    return x * x


def slow(x):
    time.sleep(x / 20)
    return x


def fail(x):
    if x == 2:
        raise ValueError(x)
    return x


def name(_):
    return mp.current_process().name, mp.current_process().daemon


def setup(a):
    global setting
    setting = a


def get_setting(_):
    return setting


def lazy(n):
    for i in range(n):
        yield i
    raise KeyError("iterable")


def unpicklable(_):
    return lambda: 1


def check(action):
    try:
        show(action())
    except BaseException as e:
        show(type(e).__module__, type(e).__name__, str(e), type(e.__cause__).__name__)


def suite(pool):
    show(pool.map(square, range(10)), pool.map(square, []), pool.map(square, range(7), 3))
    show(pool.starmap(pow, [(2, 3), (3, 2)]), pool.apply(square, (5,)), pool.apply(int, ("11",), {"base": 2}))
    show(list(pool.imap(square, range(5))), sorted(pool.imap_unordered(square, range(5), chunksize=2)))
    show(list(pool.imap_unordered(slow, [4, 0])))
    results = []
    r = pool.apply_async(slow, (1,), callback=results.append)
    show(r.ready())
    check(r.successful)
    check(lambda: r.get(0.001))
    show(r.get(), r.ready(), r.successful(), results)
    r = pool.map_async(fail, range(4), chunksize=1, error_callback=results.append)
    r.wait()
    show(r.successful(), results)
    check(r.get)
    check(lambda: pool.map(fail, [1, 2]))
    check(lambda: pool.apply(fail, (2,)))
    it = pool.imap(fail, [1, 2, 3])
    show(next(it))
    check(lambda: next(it))
    show(next(it))
    check(lambda: next(it))
    it = pool.imap(square, lazy(2))
    show(next(it), next(it))
    check(lambda: next(it))
    check(lambda: pool.map(square, lazy(2)))
    check(lambda: pool.imap(slow, [9]).next(0.01))
    r = pool.starmap_async(pow, [(2, 2)])
    show(r.get(timeout=5))
    check(lambda: pool.imap(square, [], chunksize=0))
    show(re.sub("pool.*pool", "pool", repr(pool)))


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        suite(pool)
        show(sorted(set(pool.map(name, range(20), 1)))[0][1])
        check(lambda: pool.map(unpicklable, [1]))
        check(lambda: pool.map(lambda x: x, [1]))
        check(lambda: pool.apply(len, (mp.Lock(),)))
        try:
            pool.map(fail, [1, 2])
        except ValueError:
            traceback.print_exc()
    check(lambda: pool.map(square, [1]))
    check(lambda: pool.__enter__())
    with ThreadPool(2) as pool:
        suite(pool)
    pool = mp.Pool(3, setup, ("initialised",))
    show(set(pool.map(get_setting, range(5))))
    check(pool.join)
    pool.close()
    check(lambda: pool.apply_async(square, (1,)))
    pool.join()
    show(re.sub("pool.*pool", "pool", repr(pool)))
    with mp.Pool(1, maxtasksperchild=2) as pool:
        names = [pool.apply(name, (0,))[0] for _ in range(4)]
        show(len(set(names)))
    check(lambda: mp.Pool(0))
    check(lambda: mp.Pool(2, initializer=3))
    check(lambda: mp.Pool(1, maxtasksperchild=0))
    pool = mp.Pool(2)
    show(pool.map_async(square, range(3)).get())
    show("end without closing")
