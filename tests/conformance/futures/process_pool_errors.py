from concurrent.futures import ProcessPoolExecutor

class CustomError(Exception):
    pass

def fail(n):
    if n == 2:
        raise CustomError(f'item {n}')
    return n

counter = 0

def bump():
    global counter
    counter += 1
    return counter

if __name__ == '__main__':
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(fail, 2)
        error = future.exception()
        print(type(error).__name__, error, type(error.__cause__).__name__)
        print('remote traceback:', 'raise CustomError' in str(error.__cause__))
        print([executor.submit(bump).result() for _ in range(3)], 'parent:', counter)
        unpicklable = executor.submit(lambda: 1)
        error = unpicklable.exception()
        print(type(error).__name__)
        try:
            for r in executor.map(fail, range(4)):
                print('mapped', r)
        except CustomError as e:
            print('map raised', e)
    print('done')
