import multiprocessing
import time

def partial_sum(bounds, out, index):
    time.sleep(0.6)
    out[index] = sum(range(*bounds))

def run(workers, n=1000):
    out = multiprocessing.Array('q', workers)
    step = n // workers
    processes = []
    for i in range(workers):
        end = n if i == workers - 1 else (i + 1) * step
        p = multiprocessing.Process(target=partial_sum, args=((i * step, end), out, i))
        processes.append(p)
        p.start()
    for p in processes:
        p.join()
    return out[:]

if __name__ == '__main__':
    for workers in (3, 4):
        start = time.perf_counter()
        parts = run(workers)
        elapsed = time.perf_counter() - start
        print(workers, parts, sum(parts), 'overlapped:', elapsed < 0.6 * workers)
