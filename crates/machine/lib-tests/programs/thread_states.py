"""Thread objects: names, states, reprs, errors."""
import functools
import re
import sys
import threading


def show(thing):
    print(re.sub(r"\d{6,}", "ID", repr(thing)))


def hello(event=None):
    if event:
        event.wait()


class Worker(threading.Thread):
    def run(self):
        print("run of", self.name, threading.current_thread() is self)


class Careless(threading.Thread):
    def __init__(self):
        pass


def check(action):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)


gate = threading.Event()
threads = [
    threading.Thread(),
    threading.Thread(target=hello),
    threading.Thread(target=lambda: None),
    threading.Thread(target=functools.partial(hello)),
    threading.Thread(target=gate.wait, name=7, daemon=True),
    Worker(),
    Worker(name="w"),
    threading.Timer(0.01, hello),
]
for t in threads:
    show(t)
    print(t.name, t.daemon, t.ident, t.native_id, t.is_alive())
t = threading.Thread(target=hello, args=(gate,))
show(t)
t.start()
show(t)
print(t.is_alive(), [x.name for x in threading.enumerate()], threading.active_count())
t.name = "renamed"
show(t)
gate.set()
t.join()
t.join(-1)
show(t)
print(t.is_alive(), threading.enumerate() == [threading.main_thread()])
for w in threads:
    w.start()
    w.join()
show(threading.main_thread())
check(lambda: threading.Thread(group=1))
check(lambda: threading.Thread().join())
check(t.start)
check(threading.current_thread().join)
check(Careless().start)
check(lambda: repr(Careless()))
check(lambda: Careless().is_alive())
check(lambda: threading.ExceptHookArgs([1]))
check(lambda: threading.stack_size(-1))
check(lambda: threading.stack_size(5))
print(threading.stack_size(), threading.stack_size(65536), threading.stack_size(0))


def child():
    inner = threading.Thread()
    print("inherits", inner.daemon)


d = threading.Thread(target=child, daemon=True)
d.start()
d.join()


def set_daemon():
    d.daemon = False


check(set_daemon)
d2 = threading.Thread()
d2.daemon = 1
print(d2.daemon)
