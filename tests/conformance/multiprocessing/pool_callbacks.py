from multiprocessing import Pool

results = []
errors = []

def cube(x):
    if x == 3:
        raise ValueError('three')
    return x ** 3

def collect(result):
    results.append(result)

def on_error(e):
    errors.append(repr(e))

if __name__ == '__main__':
    pool = Pool(2)
    for x in range(5):
        pool.apply_async(cube, (x,), callback=collect, error_callback=on_error)
    pool.map_async(cube, [10, 20], callback=collect)
    pool.close()
    pool.join()
    print(sorted(results, key=str), errors)
    try:
        pool.apply_async(cube, (1,))
    except ValueError as e:
        print(e)
