import sys
import threading

print(sys.getswitchinterval())
sys.setswitchinterval(0.001)
print(round(sys.getswitchinterval(), 6))
for bad in (0, -1):
    try:
        sys.setswitchinterval(bad)
    except ValueError as e:
        print('ValueError:', e)

total = 0
lock = threading.Lock()

def work():
    global total
    for _ in range(300):
        with lock:
            copy = total
            total = copy + 1

threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total)
sys.setswitchinterval(0.005)
print(sys.getswitchinterval())
