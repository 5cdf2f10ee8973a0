"""What threads leave on stderr."""
import sys
import threading


def run(target, *args):
    t = threading.Thread(target=target, args=args)
    t.start()
    t.join()


def boom(n):
    raise ValueError("x", n)


def chained():
    try:
        boom(2)
    except ValueError as e:
        raise KeyError("outer") from e


run(boom, 1)
run(chained)
run(sys.exit, 3)
run(len)


def hook(args):
    print(type(args).__name__, args.exc_type, args.exc_value, args.thread.name)
    print(len(args), args[3] is args.thread)
    if args.exc_type is KeyError:
        raise RuntimeError("in hook")


threading.excepthook = hook
run(boom, 3)
run(chained)
threading.excepthook = threading.__excepthook__
t = threading.Timer(0, boom, [4])
t.start()
t.join()


def deprecated():
    t = threading.Thread()
    t.setName("n")
    print(t.getName(), t.isDaemon())
    t.setDaemon(True)
    print(threading.activeCount(), threading.currentThread().name)


deprecated()


def late():
    threading.main_thread().join()
    print("main is done", threading.main_thread().is_alive())
    raise SystemError("late")


threading.Thread(target=late).start()
raise IndexError("main")
