from multiprocessing import Manager, Pool, Process

A = [[1, 2, 3], [4, 5, 6]]
B = [[1, 0], [0, 1], [2, 2]]

def row_times(args):
    index, row = args
    return index, [sum(a * b for a, b in zip(row, column)) for column in zip(*B)]

def store(index, shared):
    shared[index] = row_times((index, A[index]))[1]

if __name__ == '__main__':
    with Pool(2) as pool:
        rows = dict(pool.imap_unordered(row_times, enumerate(A)))
    print([rows[i] for i in sorted(rows)])
    with Manager() as manager:
        shared = manager.dict()
        processes = [Process(target=store, args=(i, shared)) for i in range(len(A))]
        for p in processes:
            p.start()
        for p in processes:
            p.join()
        print(sorted(shared.items()), len(shared))
