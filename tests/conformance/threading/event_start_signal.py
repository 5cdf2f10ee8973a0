import threading
import time

start_signal = threading.Event()
order = []

def runner(name, delay):
    start_signal.wait()
    time.sleep(delay)
    order.append(name)

runners = [
    threading.Thread(target=runner, args=('turtle', 0.4)),
    threading.Thread(target=runner, args=('hare', 0.1)),
    threading.Thread(target=runner, args=('dog', 0.25)),
]
for r in runners:
    r.start()
print('set:', start_signal.is_set(), 'finished:', order)
print('bang!')
start_signal.set()
for r in runners:
    r.join()
print(order)
start_signal.clear()
print(start_signal.is_set(), start_signal.wait(0.05))
start_signal.set()
print(start_signal.wait(), start_signal.wait(timeout=100))
