import re
import threading

gate = threading.Event()

def hide(text):
    return re.sub(r'\d{4,}', 'IDENT', text)

def job():
    gate.wait()

t = threading.Thread(target=job)
print(hide(repr(t)))
t.start()
print(hide(repr(t)))
gate.set()
t.join()
print(hide(repr(t)))
d = threading.Thread(target=job, name='backup', daemon=True)
print(hide(repr(d)))
d.start()
d.join()
print(hide(repr(d)))
print(hide(repr(threading.main_thread())))
print(repr(threading.Event())[:1], hide(repr(threading.Semaphore(3)))[-10:])
