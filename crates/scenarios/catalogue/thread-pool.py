"""A pool of threads

Starting a thread for every little thing is expensive, and a thousand at once are too many. A pool
keeps a few threads and hands them the work. `map` returns the results in the order of the input,
whatever the order in which they were made.

How does the total time depend on WORKERS? When do more of them stop helping?
"""
# /// script
# [tool.timeslice]
# summary = "A few threads share many tasks, and the results come back in order."
# tags = ["threads", "executor"]
# ///
import time
from concurrent.futures import ThreadPoolExecutor

WORKERS = 3  # @param {type:"slider", min:1, max:8, step:1}
TASKS = 8  # @param {type:"slider", min:1, max:16, step:1}


def fetch(number):
    time.sleep(0.1 + 0.05 * (number % 3))
    print(f"page {number} is here")
    return number * number


start = time.perf_counter()
with ThreadPoolExecutor(max_workers=WORKERS) as pool:
    results = list(pool.map(fetch, range(TASKS)))
print("results:", results)
print(f"total time {time.perf_counter() - start:.2f} s")
