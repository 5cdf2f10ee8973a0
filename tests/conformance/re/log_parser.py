# compare: lines
"""Threads that parse a log with one pattern."""
import re
import threading
from collections import Counter
from queue import Queue

LINE = re.compile(
    r"""
    (?P<ip>\d{1,3}(?:\.\d{1,3}){3}) \s-\s
    \[(?P<time>[^\]]+)\]\s
    "(?P<method>GET|POST)\s(?P<path>\S+)"\s
    (?P<status>\d{3})
    """,
    re.VERBOSE,
)
log = [f'10.0.0.{i % 7} - [2024-01-{i % 28 + 1:02}] "{"GET" if i % 3 else "POST"} /page/{i % 5}" {200 if i % 4 else 404}' for i in range(60)]
log.insert(10, "broken line")
lines, totals, lock = Queue(), Counter(), threading.Lock()


def work():
    while (line := lines.get()) is not None:
        match = LINE.fullmatch(line)
        with lock:
            totals["bad" if match is None else (match["method"], int(match["status"]))] += 1


workers = [threading.Thread(target=work) for _ in range(3)]
for w in workers:
    w.start()
for line in log:
    lines.put(line)
for w in workers:
    lines.put(None)
for w in workers:
    w.join()
for key, value in sorted(totals.items(), key=str):
    print(key, value)
print(repr(re.I), re.I | re.M, re.RegexFlag(0), re.NOFLAG, re.I.name, int(re.X))
