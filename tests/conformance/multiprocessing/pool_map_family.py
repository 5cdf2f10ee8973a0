from multiprocessing import Pool
import time

def square(x):
    return x * x

def add(a, b):
    return a + b

def slow_identity(x):
    time.sleep(0.2 * x)
    return x

if __name__ == '__main__':
    with Pool(processes=3) as pool:
        print(pool.map(square, range(10)))
        print(pool.map(square, [1, 2, 3], chunksize=1))
        print(pool.starmap(add, [(1, 2), (3, 4)]), pool.starmap(pow, [(2, 3), (3, 2)]))
        print(pool.apply(add, (1, 2)), pool.apply(add, args=(3,), kwds={'b': 4}))
        print(list(pool.imap(square, range(5))), list(pool.imap(square, range(4), chunksize=2)))
        print(sorted(pool.imap_unordered(square, range(5))))
        print(list(pool.imap_unordered(slow_identity, [3, 1, 2])))
        it = pool.imap(square, [1, 2])
        print(next(it), it.next(), next(it, 'end'))
        print(pool.map(len, ['a', 'bb']), pool.map(str.upper, ['x', 'y']), pool.map(square, []))
