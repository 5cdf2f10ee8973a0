# /// script
# [tool.timeslice.expect]
# findings = ["lost_update"]
# lines = [16, 21, 24, 25]
# python = "any"
# also = ["exception"]
# ///
"""Each access is locked, the update as a whole is not: no data race, and still a loss."""
import threading

lock = threading.Lock()
balance = 0

def get():
    with lock:
        return balance

def put(value):
    global balance
    with lock:
        balance = value

def deposit(amount):
    seen = get()
    put(seen + amount)

threads = [threading.Thread(target=deposit, args=(n,)) for n in (1, 2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert balance == 3, balance
