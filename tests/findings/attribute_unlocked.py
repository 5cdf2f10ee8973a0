# /// script
# [tool.timeslice.expect]
# findings = ["race"]
# lines = [17]
# python = "any"
# safe_with = ["3.13"]
# also = ["lost_update", "exception"]
# ///
"""An object's attribute is the shared variable."""
import threading

class Account:
    def __init__(self):
        self.balance = 100

    def deposit(self, amount):
        self.balance += amount

account = Account()
threads = [threading.Thread(target=account.deposit, args=(n,)) for n in (10, 20)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert account.balance == 130, account.balance
