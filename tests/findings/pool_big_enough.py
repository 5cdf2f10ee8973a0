# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""With a worker for each level of waiting there is no deadlock."""
from concurrent.futures import ThreadPoolExecutor

def inner():
    return 1

def outer():
    return pool.submit(inner).result() + 1

with ThreadPoolExecutor(max_workers=2) as pool:
    print(pool.submit(outer).result())
