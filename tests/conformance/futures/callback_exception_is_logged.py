# stderr: last
from concurrent.futures import ThreadPoolExecutor

def bad_callback(future):
    raise ValueError('callback failed')

def good_callback(future):
    print('good callback still runs with', future.result())

with ThreadPoolExecutor(1) as executor:
    future = executor.submit(sum, [1, 2, 3])
    future.result()
    future.add_done_callback(bad_callback)
    future.add_done_callback(good_callback)
print('main goes on')
