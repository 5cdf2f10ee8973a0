from multiprocessing import Pool, TimeoutError
import time

def square(x):
    return x * x

def sleepy(x):
    time.sleep(x)
    return x

def bad(x):
    raise ValueError(f'bad {x}')

if __name__ == '__main__':
    with Pool(2) as pool:
        res = pool.apply_async(square, (20,))
        print(res.get(timeout=5), res.ready(), res.successful())
        many = [pool.apply_async(square, (i,)) for i in range(4)]
        print([r.get() for r in many])
        slow = pool.apply_async(sleepy, (0.5,))
        try:
            slow.get(timeout=0.1)
        except TimeoutError:
            print('too slow', slow.ready())
        try:
            slow.successful()
        except ValueError as e:
            print('not ready')
        slow.wait()
        print(slow.ready(), slow.get())
        print(pool.map_async(square, [1, 2, 3]).get(), pool.starmap_async(pow, [(2, 2), (2, 3)]).get())
        failed = pool.apply_async(bad, (1,))
        try:
            failed.get()
        except ValueError as e:
            print('raised in parent:', e, type(e.__cause__).__name__)
        print(failed.ready(), failed.successful())
