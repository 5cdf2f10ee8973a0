import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait

def job(seconds, fail=False):
    time.sleep(seconds)
    if fail:
        raise RuntimeError(f'failed after {seconds}')
    return seconds

def run(return_when, *jobs, timeout=None):
    with ThreadPoolExecutor(4) as executor:
        futures = [executor.submit(job, *j) for j in jobs]
        done, not_done = wait(futures, timeout=timeout, return_when=return_when)
        print(return_when, [futures.index(f) for f in sorted(done, key=futures.index)],
              [futures.index(f) for f in sorted(not_done, key=futures.index)])
        return done

run(ALL_COMPLETED, (0.1,), (0.2,))
run(FIRST_COMPLETED, (0.4,), (0.1,), (0.6,))
run(FIRST_EXCEPTION, (0.1,), (0.3, True), (0.6,))
run(FIRST_EXCEPTION, (0.1,), (0.2,))
result = run(ALL_COMPLETED, (0.1,), (0.5,), timeout=0.3)
print(type(result).__name__, wait([]))
done, pending = wait([])
print(len(done), len(pending))
