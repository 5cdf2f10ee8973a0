import threading
import time

result = []

def sleeper(n):
    time.sleep(n * 0.15)
    result.append(n)

numbers = [5, 1, 4, 2, 3]
threads = [threading.Thread(target=sleeper, args=(n,)) for n in numbers]
start = time.time()
for t in threads:
    t.start()
print('started', len(threads), 'sleepers, sorted so far:', result)
for t in threads:
    t.join()
elapsed = time.time() - start
print(result)
print(result == sorted(numbers))
print('took less than the sum:', elapsed < sum(numbers) * 0.15)
print('took at least the longest:', elapsed >= 0.74)
