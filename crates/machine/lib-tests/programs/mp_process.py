"""multiprocessing: processes, their ends, pipes, queues, shared memory."""
import multiprocessing as mp
import os
import queue
import re
import sys
import threading
import time

x = 1


def show(*things):
    text = " ".join(t if isinstance(t, str) else repr(t) for t in things)
    print(re.sub(r"(pid|parent)=\d+", r"\1=N", re.sub(r"0x[0-9a-f]+", "0x", text)), flush=True)


def run(target, *args, **kwargs):
    p = mp.Process(target=target, args=args, **kwargs)
    show(p)
    p.start()
    p.join()
    show(p, p.exitcode)
    return p


def identity():
    global x
    x += 1
    show(mp.current_process(), mp.current_process().name, os.getppid() == mp.parent_process().pid,
         mp.parent_process().name, x, mp.active_children(), threading.current_thread().name,
         threading.active_count())


def nested():
    p = mp.Process(target=identity)
    p.start()
    p.join()
    try:
        mp.current_process().daemon
        q = mp.Process(target=identity, daemon=True)
        q.start()
        q.join()
    except AssertionError as e:
        show(e)


def boom():
    raise ValueError("in child")


class Mine(mp.Process):
    def run(self):
        show("run of", self.name, self.daemon)
        sys.exit(self.daemon + 5)


def put_all(q, items):
    for i in items:
        q.put(i)


def worker(q, out):
    while True:
        item = q.get()
        if item is None:
            q.task_done()
            break
        out.put((item, item * 2))
        q.task_done()


def echo(conn):
    while True:
        try:
            conn.send(conn.recv() * 2)
        except EOFError:
            break
    conn.close()


def count(v, a, lock, n):
    for _ in range(n):
        with v.get_lock():
            v.value += 1
        with lock:
            a[0] += 1


def meet(barrier, event, cond, n, out):
    event.wait()
    i = barrier.wait()
    out.put(i)
    with cond:
        cond.notify()


def with_threads():
    def later():
        time.sleep(0.05)
        show("thread of the child ends")
    threading.Thread(target=later).start()
    show("main of the child ends")


def late():
    time.sleep(0.5)
    show("child after the end of main")


def daemon_loop():
    time.sleep(30)


if __name__ == "__main__":
    run(identity)
    run(nested)
    run(nested, daemon=True)
    show(x)
    run(boom, name="Boomer")
    run(sys.exit, 3)
    run(sys.exit, "message")
    run(sys.exit)
    run(os._exit, 7)
    run(with_threads)
    p = Mine()
    p.start()
    p.join()
    show(p.exitcode, p.name)
    p = mp.Process(target=daemon_loop)
    p.start()
    show(p.is_alive(), p.exitcode, p.join(0.01), p.exitcode, [c.name for c in mp.active_children()])
    for bad in (p.start, p.close, lambda: setattr(p, "daemon", True)):
        try:
            bad()
        except Exception as e:
            show(type(e).__name__, str(e))
    p.terminate()
    p.join()
    show(p, p.exitcode, p.is_alive())
    p.close()
    p = mp.Process(target=daemon_loop)
    p.start()
    p.kill()
    p.join()
    show(p, mp.connection.wait([p.sentinel], 0) == [p.sentinel])

    q = mp.Queue()
    p = mp.Process(target=put_all, args=(q, [1, "two", [3], {"four": 4}]))
    p.start()
    show([q.get() for _ in range(4)])
    p.join()
    try:
        q.get(timeout=0.05)
    except queue.Empty:
        show("empty", q.empty(), q.qsize())
    q.put(lambda: 1)
    q.put("after")
    show(q.get())
    time.sleep(0.05)
    q.close()
    q.join_thread()

    jobs, out = mp.JoinableQueue(), mp.Queue()
    ps = [mp.Process(target=worker, args=(jobs, out)) for _ in range(2)]
    for p in ps:
        p.start()
    for i in range(6):
        jobs.put(i)
    for _ in ps:
        jobs.put(None)
    jobs.join()
    show(sorted(out.get() for _ in range(6)))
    for p in ps:
        p.join()
        show(p.exitcode)

    a, b = mp.Pipe()
    p = mp.Process(target=echo, args=(b,))
    p.start()
    b.close()
    for i in (2, "ab", [1]):
        a.send(i)
        show(a.recv(), a.poll())
    a.close()
    p.terminate()
    p.join()

    v, arr, lock = mp.Value("i", 0), mp.Array("d", 3), mp.Lock()
    ps = [mp.Process(target=count, args=(v, arr, lock, 200)) for _ in range(3)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    show(v.value, arr[:], v, lock)

    barrier, event, cond, out = mp.Barrier(3), mp.Event(), mp.Condition(), mp.Queue()
    ps = [mp.Process(target=meet, args=(barrier, event, cond, i, out)) for i in range(3)]
    for p in ps:
        p.start()
    show(event.is_set(), event.wait(0.01))
    with cond:
        event.set()
        show(cond.wait(5))
    show(sorted(out.get() for _ in range(3)), barrier.n_waiting, barrier.broken)
    for p in ps:
        p.join()
    barrier = mp.Barrier(2, timeout=0.05)
    try:
        barrier.wait()
    except threading.BrokenBarrierError as e:
        show("broken", str(e), barrier)
    barrier.reset()
    show(barrier)

    ctx = mp.get_context("spawn")
    try:
        ctx.Process(target=lambda: 1).start()
    except Exception as e:
        show(type(e).__name__, str(e))
    mp.Process(target=daemon_loop, daemon=True).start()
    mp.Process(target=late).start()
    show("end of main", len(mp.active_children()))
