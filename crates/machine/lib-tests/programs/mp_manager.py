"""multiprocessing: managers."""
import multiprocessing as mp
import re
import sys
from multiprocessing.managers import BaseManager, SyncManager


def show(*things):
    text = " ".join(t if isinstance(t, str) else repr(t) for t in things)
    print(re.sub(r"0x[0-9a-f]+", "0x", text), flush=True)


def fill(d, l, ns, v, lock, n):
    d[n] = n * n
    l.append(n)
    with lock:
        ns.total += n
        v.value += n


def produce(q, event):
    event.wait()
    for i in range(3):
        q.put(i)


class Counter:
    def __init__(self, start):
        self.n = start
        self._hidden = 3

    def add(self, k=1):
        self.n += k
        return self.n

    def fail(self):
        raise LookupError("remote")


class MyManager(BaseManager):
    pass


MyManager.register("Counter", Counter)
MyManager.register("numbers", callable=lambda: [1, 2, 3], exposed=("__getitem__", "append"))


def check(action):
    try:
        show(action())
    except BaseException as e:
        show(type(e).__module__, type(e).__name__, str(e).splitlines()[-1:] or "")


if __name__ == "__main__":
    with mp.Manager() as m:
        show(type(m).__name__, [p.name for p in mp.active_children()])
        d, l, ns, v, lock = m.dict(), m.list(), m.Namespace(), m.Value("i", 0), m.Lock()
        ns.total = 0
        ps = [mp.Process(target=fill, args=(d, l, ns, v, lock, n)) for n in range(4)]
        show(ps[0].name)
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        show(sorted(d.items()), sorted(l), ns.total, v.value)
        print(sorted(d.keys()), len(d), 2 in d, d.get(9, "none"), d[3], dict(d) == d.copy())
        show(d, l, ns, v, lock)
        print(ns, v, type(d).__name__, str(l) == str(list(l)))
        d.clear()
        d.update(a=1)
        d["nested"] = {"b": [2]}
        d["nested"]["b"].append(3)
        print(d)
        d["proxy"] = m.list([1])
        d["proxy"].append(2)
        show(list(d["proxy"]), [k for k in d])
        l[:] = [3, 1, 2]
        l.sort()
        l += [9]
        show(l[:], l[0], l.pop(), len(l), l * 2, list(reversed(l)), l.index(2), 3 in l)
        check(lambda: d["missing"])
        check(lambda: l[99])
        check(lambda: l.foo)
        check(lambda: ns.absent)
        a = m.Array("i", [1, 2, 3])
        a[1] = 7
        print(a, len(a), a[1])
        q, e = m.Queue(), m.Event()
        p = mp.Process(target=produce, args=(q, e))
        p.start()
        show(e.is_set(), q.empty())
        e.set()
        show([q.get() for _ in range(3)], q.qsize())
        show(q)
        check(q.get_nowait)
        p.join()
        s, r, c, b = m.Semaphore(2), m.RLock(), m.Condition(), m.Barrier(1)
        show(s.acquire(), s.acquire(), s.acquire(False), s.release())
        with r, r:
            show("twice")
        with c:
            show(c.wait(0.01), c.wait_for(lambda: True), c.notify_all())
        show(b.wait(), b.parties, b.broken, b.n_waiting)
        check(lambda: lock.release())
        with m.Pool(2) as pool:
            show(pool.map(abs, [-1, -2]), pool.apply_async(abs, (-3,)).get())
    check(lambda: d["a"])
    with MyManager() as m:
        c = m.Counter(5)
        show(c.add(), c.add(k=10), c)
        check(lambda: c.n)
        check(lambda: c._hidden)
        check(c.fail)
        n = m.numbers()
        n.append(4)
        show(n[3])
        check(lambda: n.sort())
    check(lambda: m.Counter(1))
    show(mp.active_children())
    check(lambda: m.start())
