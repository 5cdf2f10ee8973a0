# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Read and write under one re-entrant lock, through helpers that take it again."""
import threading

lock = threading.RLock()
balance = 0

def get():
    with lock:
        return balance

def put(value):
    global balance
    with lock:
        balance = value

def deposit(amount):
    with lock:
        put(get() + amount)

threads = [threading.Thread(target=deposit, args=(n,)) for n in (1, 2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert balance == 3, balance
