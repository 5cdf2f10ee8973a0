from concurrent.futures import ThreadPoolExecutor, TimeoutError

def outer(pool):
    inner = pool.submit(pow, 5, 2)
    try:
        return inner.result(timeout=0.2)
    except TimeoutError:
        return 'inner never ran: the only worker waits for it'

with ThreadPoolExecutor(max_workers=1) as pool:
    print(pool.submit(outer, pool).result())
with ThreadPoolExecutor(max_workers=2) as pool:
    print(pool.submit(outer, pool).result())
