# /// script
# [tool.timeslice.expect]
# findings = ["deadlock"]
# lines = [14]
# python = "any"
# ///
"""A task of a full pool waits for another task of the same pool."""
from concurrent.futures import ThreadPoolExecutor

def inner():
    return 1

def outer():
    return pool.submit(inner).result() + 1

pool = ThreadPoolExecutor(max_workers=1)
print(pool.submit(outer).result())
