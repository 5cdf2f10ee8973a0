import threading

gate = threading.Event()
seen = []

def report():
    me = threading.current_thread()
    child = threading.Thread(target=gate.wait)
    seen.append((me.daemon, child.daemon))

for flag in (True, False, None):
    t = threading.Thread(target=report, daemon=flag)
    print(flag, '->', t.daemon, t.isDaemon() if hasattr(t, 'isDaemon') else t.daemon)
    t.start()
    t.join()
print(seen)

t = threading.Thread(target=gate.wait)
t.daemon = True
print(t.daemon)
t.start()
try:
    t.daemon = False
except RuntimeError as e:
    print(e)
gate.set()
t.join()
print(threading.main_thread().daemon)
try:
    threading.main_thread().daemon = True
except RuntimeError as e:
    print(e)
