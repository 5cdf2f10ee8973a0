import threading
import time

release = threading.Event()
t = threading.Thread(target=release.wait)
t.start()
start = time.monotonic()
print(t.join(0.2), t.is_alive())
print('waited:', time.monotonic() - start >= 0.19)
print(t.join(timeout=0), t.is_alive())
print(t.join(timeout=-3), t.is_alive())
release.set()
print(t.join(timeout=10), t.is_alive())

never = threading.Thread(target=print)
for call in (never.join, threading.current_thread().join):
    try:
        call()
    except RuntimeError as e:
        print('RuntimeError:', e)
try:
    threading.Thread(group='a group')
except AssertionError as e:
    print('AssertionError:', e)
try:
    t.start()
except RuntimeError as e:
    print('RuntimeError:', e)
