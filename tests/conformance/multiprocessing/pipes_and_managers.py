"""Pipes, exit codes, daemons, managers and their proxies."""
# stderr: last
import multiprocessing as mp, os, time, sys
def worker(conn, n):
    try:
        while True:
            m = conn.recv()
            if m == 'quit': break
            conn.send((n, m, type(m).__name__))
    except EOFError:
        print('EOF')
    finally:
        conn.close()
class P(mp.Process):
    def __init__(self, n, *, daemon=None):
        super().__init__(name=f'proc-{n}', daemon=daemon)
        self.n = n; self.q = mp.Queue()
    def run(self):
        print(self.name, mp.current_process().name, os.getpid() == self.pid, os.getppid() != os.getpid())
        self.q.put(self.n * 2)
        if self.n == 2: sys.exit(7)
        if self.n == 3: raise SystemExit('bye')
def dm():
    print('daemon', mp.current_process().daemon)
    try:
        p = mp.Process(target=print); p.start()
    except AssertionError as e: print(e)
def ign():
    time.sleep(5)
if __name__ == '__main__':
    mp.set_start_method('fork')
    try: mp.set_start_method('spawn')
    except RuntimeError as e: print(e)
    a, b = mp.Pipe()
    p = mp.Process(target=worker, args=(b, 1)); p.start()
    for m in (1, 'two', [3], {'k': 4}, None):
        a.send(m); print(a.recv())
    print(a.poll(), a.poll(0.01), a.closed, a.readable)
    a.send('quit'); p.join(); print(p.exitcode)
    r, w = mp.Pipe(duplex=False)
    try: r.send(1)
    except OSError as e: print(e)
    w.send_bytes(b'raw'); print(r.recv_bytes())
    w.close()
    try: r.recv()
    except EOFError as e: print('EOFError', repr(e))
    for n in (1, 2, 3):
        x = P(n); x.start(); print(x.q.get()); x.join(); print(x.exitcode, x.is_alive())
    d = mp.Process(target=dm, daemon=True); d.start(); d.join()
    k = mp.Process(target=ign); k.start(); k.kill(); k.join(); print(k.exitcode)
    k = mp.Process(target=ign); k.start(); print(k.join(0.02), k.exitcode, k.is_alive()); k.terminate(); k.join(); print(k.exitcode, k)if False else print(k.exitcode)
    try: k.start()
    except AssertionError as e: print(e)
    ctx = mp.get_context('spawn'); print(type(ctx).__name__, ctx.get_start_method(), mp.get_all_start_methods())
    print(mp.Process(name='zz').name)
    m = mp.Manager()
    ns = m.Namespace(); ns.x = 1; ns.y = [2]; print(ns, ns.x)
    l = m.list([1, 2]); l.append(3); l.extend([4]); print(l, len(l), l[0], 2 in l, [x for x in l], l[1:3])
    d = m.dict(a=1); d.update(b=2); print(d, sorted(d.keys()), d.items(), d.get('z', 0), 'a' in d, d.pop('a'), len(d))
    lk = m.Lock(); v = m.Value('i', 5); ev = m.Event(); q = m.Queue(); q.put(1); arr = m.Array('i', [1, 2])
    with lk: v.value += 1
    print(v.value, v, ev.is_set(), q.get(), q.empty(), arr, arr[0])
    m.shutdown()
    def loc(): pass
    mp.Process(target=loc).start()
