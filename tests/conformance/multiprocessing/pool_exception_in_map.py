from multiprocessing import Pool

class JobError(Exception):
    def __init__(self, job):
        super().__init__(job)
        self.job = job

def work(n):
    if n % 5 == 4:
        raise JobError(n)
    return n * 10

if __name__ == '__main__':
    with Pool(2) as pool:
        try:
            print(pool.map(work, range(8), chunksize=1))
        except JobError as e:
            print('map failed with', repr(e), e.job)
        it = pool.imap(work, range(3, 7))
        for _ in range(4):
            try:
                print(next(it))
            except JobError as e:
                print('imap item failed:', e.job)
        try:
            pool.apply(work, (9,))
        except JobError as e:
            print('apply failed:', e.job, 'remote:', 'raise JobError(n)' in str(e.__cause__))
        print(pool.map(work, [1, 2]))
