import threading

lock = threading.Lock()
results = {}

def divide(a, b):
    with lock:
        results[a, b] = a / b

divide(6, 3)
try:
    divide(1, 0)
except ZeroDivisionError as e:
    print('caught:', e, '- lock free:', not lock.locked())
print(results)
with lock:
    results['x'].append(1)
