from multiprocessing import Pool, Value, current_process

counter = None
prefix = 'none'

def init(shared, text):
    global counter, prefix
    counter = shared
    prefix = text

def work(n):
    with counter.get_lock():
        counter.value += n
    return f'{prefix}{n}'

def where(_):
    return current_process().name, current_process().daemon

if __name__ == '__main__':
    total = Value('i', 0)
    with Pool(2, initializer=init, initargs=(total, 'item-')) as pool:
        print(pool.map(work, range(5)))
    print(total.value, prefix)
    with Pool(1) as pool:
        print(pool.map(where, range(2)))
    with Pool(1, maxtasksperchild=1) as pool:
        names = [pool.apply(where, (0,))[0] for _ in range(2)]
        print(len(set(names)))
