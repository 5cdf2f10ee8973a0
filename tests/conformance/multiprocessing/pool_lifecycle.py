from multiprocessing import Pool
import time

def nap(x):
    time.sleep(0.05)
    return x

def say(x):
    return f'said {x}'

if __name__ == '__main__':
    pool = Pool(2)
    result = pool.map_async(nap, range(4))
    pool.close()
    pool.join()
    print(result.get())
    for call in (lambda: pool.map(nap, [1]), lambda: pool.apply(nap, (1,))):
        try:
            call()
        except ValueError as e:
            print(e)
    pool = Pool(2)
    pool.apply_async(time.sleep, (30,))
    pool.terminate()
    pool.join()
    print('terminated without waiting')
    with Pool(1) as p:
        print(p.map(say, 'ab'))
    try:
        p.map(say, 'c')
    except ValueError as e:
        print(e)
    try:
        Pool(0)
    except ValueError as e:
        print(e)
    p2 = Pool(1)
    try:
        p2.join()
    except ValueError as e:
        print(e)
    p2.terminate()
