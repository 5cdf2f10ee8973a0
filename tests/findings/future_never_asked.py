# /// script
# [tool.timeslice.expect]
# findings = ["swallowed_exception"]
# lines = [12, 15]
# python = "any"
# also = ["exception"]
# ///
"""The task fails, and nobody asks its future."""
from concurrent.futures import ThreadPoolExecutor

def parse(text):
    return int(text)

with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(parse, 'twelve')
print('all done')
