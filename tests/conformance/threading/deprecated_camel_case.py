# stderr: exact
import threading

def show():
    t = threading.currentThread()
    print(t.getName(), t.isDaemon())

t = threading.Thread(target=show)
t.setName('camel')
t.setDaemon(True)
t.start()
t.join()
print(threading.activeCount(), t.name, t.daemon)
cond = threading.Condition()
with cond:
    cond.notifyAll()
event = threading.Event()
print(event.isSet())
