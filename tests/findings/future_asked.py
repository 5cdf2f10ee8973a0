# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The failure of the task is looked at."""
from concurrent.futures import ThreadPoolExecutor

def parse(text):
    return int(text)

with ThreadPoolExecutor(max_workers=1) as pool:
    future = pool.submit(parse, 'twelve')
try:
    print(future.result())
except ValueError as e:
    print('failed:', e)
