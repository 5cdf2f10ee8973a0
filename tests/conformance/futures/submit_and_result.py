from concurrent.futures import ThreadPoolExecutor

def power(base, exponent=2):
    return base ** exponent

with ThreadPoolExecutor(max_workers=1) as executor:
    future = executor.submit(power, 323, 5)
    print(future.result())
    second = executor.submit(power, 7)
    third = executor.submit(power, base=2, exponent=10)
    print(second.result(), third.result(timeout=5))
print(future.done(), future.running(), future.cancelled(), future.exception())
try:
    executor.submit(power, 1)
except RuntimeError as e:
    print(e)
try:
    ThreadPoolExecutor(max_workers=0)
except ValueError as e:
    print(e)
try:
    ThreadPoolExecutor(max_workers=1, initializer=5)
except TypeError as e:
    print(e)
print(type(future).__name__, type(future).__module__)
