import threading
import time

green = threading.Event()
log = []

def light():
    for _ in range(2):
        log.append('red')
        green.clear()
        time.sleep(0.3)
        log.append('green')
        green.set()
        time.sleep(0.3)

def car(name, arrival):
    time.sleep(arrival)
    if not green.is_set():
        log.append(name + ' waits')
        green.wait()
    log.append(name + ' passes')

threads = [threading.Thread(target=light)]
threads += [threading.Thread(target=car, args=a) for a in (('A', 0.1), ('B', 0.45), ('C', 0.75))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(*log, sep='\n')
