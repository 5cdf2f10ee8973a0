import threading

local = threading.local()
local.value = 'main'
seen = {}

def worker(n):
    seen[f'had {n}'] = hasattr(local, 'value')
    local.value = n
    barrier.wait()
    seen[n] = local.value

barrier = threading.Barrier(3)
threads = [threading.Thread(target=worker, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for key in sorted(seen, key=str):
    print(key, seen[key])
print(local.value, local.__dict__)
del local.value
try:
    local.value
except AttributeError as e:
    print('AttributeError:', e)
