import math
from concurrent.futures import ProcessPoolExecutor

PRIMES = [112272535095293, 115280095190773, 1099726899285419, 15]

def is_prime(n):
    if n < 2:
        return False
    if n == 2:
        return True
    if n % 2 == 0:
        return False
    for i in range(3, min(int(math.floor(math.sqrt(n))) + 1, 2000), 2):
        if n % i == 0:
            return False
    return True

def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        for number, prime in zip(PRIMES, executor.map(is_prime, PRIMES)):
            print('%d has no small factor: %s' % (number, prime))
        print(list(executor.map(pow, range(6), range(6), chunksize=2)))

if __name__ == '__main__':
    main()
