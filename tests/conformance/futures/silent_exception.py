from concurrent.futures import ThreadPoolExecutor

def process(item):
    if item == 3:
        raise ValueError(f'cannot process {item}')
    return item * 2

with ThreadPoolExecutor(max_workers=2) as executor:
    futures = [executor.submit(process, n) for n in range(5)]
print('nothing was reported')
for n, f in enumerate(futures):
    error = f.exception()
    print(n, f.result() if error is None else f'{type(error).__name__}: {error}')
try:
    futures[3].result()
except ValueError as e:
    names = []
    tb = e.__traceback__
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(names[0], names[-1])
