import threading

class Singleton:
    _instance = None
    _lock = threading.Lock()
    creations = 0

    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls.creations += 1
                    cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, value):
        self.value = value

found = []

def use(value):
    found.append(Singleton(value))

threads = [threading.Thread(target=use, args=(n,)) for n in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('objects:', len({id(s) for s in found}), 'creations:', Singleton.creations)
print(found[0] is Singleton(99), found[0].value)
