"""Threads do not make arithmetic faster

Waiting can be shared, computing cannot: with a GIL only one thread runs Python code at a time, so two
threads with work for two seconds need two seconds. Watch the GIL change hands every five milliseconds.

Set `python` to 3.13t, the free-threaded build, and `cores` to 2: now they run side by side.
"""
# /// script
# [tool.timeslice]
# summary = "Two computing threads under the GIL, and without it."
# tags = ["threads", "gil"]
# ///
import threading
import time

THREADS = 2  # @param {type:"slider", min:1, max:4, step:1}
ROUNDS = 60_000  # @param {type:"slider", min:1000, max:200000, step:1000}


def compute():
    total = 0
    for number in range(ROUNDS):
        total += number * number
    return total


start = time.perf_counter()
threads = [threading.Thread(target=compute) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(f"{THREADS} threads, {time.perf_counter() - start:.4f} s")
