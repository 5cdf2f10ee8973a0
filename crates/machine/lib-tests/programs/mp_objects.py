"""multiprocessing: objects, reprs and errors, in one process."""
import multiprocessing as mp
import re

_print = print


def print(*things):
    text = " ".join(map(str, things))
    _print(re.sub(r"0x[0-9a-f]+", "0x", re.sub(r"parent=\d+", "parent=N", text)))


def ck(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for tc in 'cubBhHiIlLqQfd':
    ck(lambda: mp.RawValue(tc)); ck(lambda: mp.Value(tc)); ck(lambda: mp.RawArray(tc,2)[:]); ck(lambda: mp.RawArray(tc,2))
v=mp.Value('i',3)
def s(v,x): v.value=x; return v.value
for x in (2**31, -2**31-1, 1.5,'a',None,True): ck(lambda: s(v,x)); ck(lambda: mp.Value('i',x))
d=mp.Value('d')
for x in (1,'a',None): ck(lambda: s(d,x))
c=mp.Value('c'); ck(lambda: s(c,b'x')); ck(lambda: s(c,b'xy')); ck(lambda: s(c,'x'))
ck(lambda: mp.Value('x')); ck(lambda: mp.Value('?')); ck(lambda: mp.Value('i',1,2)); ck(lambda: mp.Array('i','a')); ck(lambda: mp.Array('i',[1,2])[5]);ck(lambda: mp.Array('i',[1,2])[-1]); ck(lambda: mp.Array('i',-1)); ck(lambda: mp.Array('i',2.5))
a=mp.Array('i',[1,2,3]); print(list(a), a[:], a[0:2], len(a), a[::-1])
def sa(a,i,x): a[i]=x; return a[:]
ck(lambda: sa(a,0,'x')); ck(lambda: sa(a,7,1)); ck(lambda: sa(a,slice(0,2),[7,8])); ck(lambda: sa(a,slice(0,2),[7])); ck(lambda: sa(a,'k',1)); ck(lambda: a['k'])
b=mp.Array('c',b'hello'); ck(lambda:b.value); ck(lambda:b.raw); ck(lambda:b[0]); ck(lambda: b[:2]); 
def sv(x): b.value=x; return b.raw
ck(lambda: sv(b'hi')); ck(lambda: sv(b'toolong')); ck(lambda: sv('x')); print(b)
ck(lambda: mp.Array('c',10)); ck(lambda: mp.Value('i',lock=False)); ck(lambda:mp.Value('i',lock=3)); print(v.get_lock(), v.get_obj(), a.get_obj())
u=mp.Array('u','abc'); ck(lambda:u[:]); ck(lambda:u.value)
ck(lambda: mp.Value('f',0.1).value)
print(mp.Lock(), mp.RLock(), mp.Semaphore(3), mp.BoundedSemaphore(2), mp.Condition(), mp.Event(), mp.Queue, mp.Process(), mp.current_process(), mp.Barrier(3))
l=mp.Lock(); l.acquire(); print(l); ck(lambda:(l.release(),l.release())); r=mp.RLock(); r.acquire();r.acquire(); print(r); ck(lambda:[r.release() for _ in range(3)])
ck(lambda: mp.Condition().notify()); ck(lambda: mp.Condition().wait()); ck(lambda: mp.BoundedSemaphore(1).release()); ck(lambda: mp.Semaphore(-1)); ck(lambda: l.acquire(timeout=-1)); ck(lambda: mp.Lock().__getstate__())
print(mp.context.BaseContext, mp.get_context('spawn'), mp.get_context(), mp.get_start_method(), mp.get_all_start_methods())
ck(lambda: mp.get_context('x')); ck(lambda: mp.set_start_method('spawn')); ck(lambda: mp.get_context('fork').set_start_method('fork')); ck(lambda: mp.set_start_method('spawn',force=True)); print(mp.get_start_method(), mp.Process(), mp.get_context('fork').Process(), mp.get_context('spawn').Process(name='x',daemon=True), mp.get_context('forkserver').Process())
q=mp.Queue(2); ck(lambda: q.qsize()); print(q.empty(), q.full()); q.put(1);q.put(2); print(q.full(), q.qsize()); ck(lambda: q.put(3,timeout=0.01)); ck(lambda: q.put_nowait(3)); print(q.get(),q.get()); ck(lambda: q.get(timeout=0.01)); ck(q.get_nowait); q.close(); ck(lambda: q.put(1)[0] if 0 else q.put(1)); 
j=mp.JoinableQueue(); ck(j.task_done)
c1,c2=mp.Pipe(); print(c1.readable,c1.writable,c1.closed,type(c1)); c2.close(); ck(c1.recv); ck(lambda:c1.send(1)); c1.close(); ck(c1.recv); ck(lambda: c1.poll()); ck(lambda: c1.send(2)); print(c1)
r,w=mp.Pipe(False); ck(lambda:r.send(1)); ck(lambda:w.recv()); ck(lambda: w.send(lambda:1)); ck(lambda: w.send_bytes('x')); w.send_bytes(b'abc'); ck(r.recv_bytes)
p=mp.Process(); ck(p.join); ck(lambda:p.sentinel); print(p.exitcode,p.pid,p.is_alive(), p.daemon); p.close(); ck(p.is_alive); print(p); ck(p.start); ck(lambda:mp.Process(group=1)); ck(lambda: setattr(mp.Process(),'name',3)); print(mp.cpu_count()>0, mp.parent_process(), mp.active_children(), mp.freeze_support())
