import threading

gate = threading.Event()
print(threading.active_count(), [t.name for t in threading.enumerate()])

threads = [threading.Thread(target=gate.wait, name=f'w{i}') for i in range(3)]
print('created only:', threading.active_count())
for t in threads:
    t.start()
print('started:', threading.active_count())
print([t.name for t in threading.enumerate()])
for t in threading.enumerate():
    if t is threading.main_thread():
        continue
    print('waiting thread', t.name, t.is_alive())
gate.set()
for t in threads:
    t.join()
print('joined:', threading.active_count())
idents = {t.ident for t in threads} | {threading.get_ident()}
print(threading.get_ident() == threading.main_thread().ident)
print(all(isinstance(i, int) for i in idents))
