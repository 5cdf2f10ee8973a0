"""threading.local."""
import threading

data = threading.local()
data.x = 1


class Mine(threading.local):
    shared = "class"
    made = 0

    def __init__(self, base):
        Mine.made += 1
        self.base = base
        self.items = []

    @property
    def double(self):
        return self.base * 2

    @double.setter
    def double(self, value):
        self.base = value // 2


mine = Mine(10)
mine.items.append("main")


def check(action):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)


def worker():
    check(lambda: data.x)
    data.x = 2
    check(lambda: data.x)
    print(sorted(data.__dict__.items()))
    print(mine.base, mine.items, mine.shared, mine.double)
    mine.double = 8
    mine.items.append("worker")
    print(mine.base, mine.items, mine.__dict__)
    del mine.base
    check(lambda: mine.base)
    check(lambda: delattr(mine, "nothing"))


t = threading.Thread(target=worker)
t.start()
t.join()
print(data.x, mine.base, mine.items, Mine.made, hasattr(data, "y"))
del data.x
check(lambda: data.x)
check(lambda: threading.local(1))
check(lambda: setattr(data, "__dict__", {}))
print(threading.local, type(data).__name__, isinstance(mine, threading.local))
