import threading

def ids():
    found.append((threading.get_ident(), threading.get_native_id()))

found = []
t = threading.Thread(target=ids)
print(t.ident, t.native_id)
t.start()
t.join()
print(found[0] == (t.ident, t.native_id))
ids()
print(found[1][0] == threading.main_thread().ident)
print(found[0][1] != found[1][1])
print(threading.current_thread() is threading.main_thread())
print(threading.TIMEOUT_MAX > 10 ** 6)
print(threading.stack_size())
print(type(threading.Lock()).__name__, type(threading.RLock()).__name__)
print(type(threading.Event()).__name__, type(threading.Condition()).__name__)
