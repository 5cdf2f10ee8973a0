import doctest
import timeit

def factorial(n):
    """Return n!.

    >>> factorial(5)
    120
    >>> [factorial(n) for n in range(4)]
    [1, 1, 2, 6]
    >>> factorial(-1)
    Traceback (most recent call last):
        ...
    ValueError: n must be >= 0
    """
    if n < 0:
        raise ValueError('n must be >= 0')
    return 1 if n < 2 else n * factorial(n - 1)

if __name__ == '__main__':
    print(doctest.testmod())
    calls = []
    seconds = timeit.timeit(lambda: calls.append(1), number=100)
    print(len(calls), 0 <= seconds < 5)
    start = timeit.default_timer()
    print(timeit.default_timer() >= start, len(timeit.repeat(lambda: None, repeat=3, number=5)))
    timer = timeit.Timer(lambda: factorial(10))
    print(timer.timeit(10) >= 0)
