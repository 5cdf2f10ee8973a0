# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""An object that guards its attribute with its own lock."""
import threading

class Account:
    def __init__(self):
        self.balance = 100
        self.lock = threading.Lock()

    def deposit(self, amount):
        with self.lock:
            self.balance += amount

account = Account()
threads = [threading.Thread(target=account.deposit, args=(n,)) for n in (10, 20)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert account.balance == 130, account.balance
