import threading

class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.RLock()

    def deposit(self, amount):
        with self.lock:
            self.balance += amount

    def withdraw(self, amount):
        with self.lock:
            if self.balance < amount:
                raise ValueError('insufficient funds')
            self.balance -= amount

    def exchange(self, amount_in, amount_out):
        with self.lock:
            self.deposit(amount_in)
            self.withdraw(amount_out)

def factorial(n, lock=threading.RLock()):
    with lock:
        return 1 if n <= 1 else n * factorial(n - 1)

account = Account(100)
threads = [threading.Thread(target=account.exchange, args=(10, 5)) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(account.balance)
try:
    account.withdraw(1000)
except ValueError as e:
    print('error:', e)
print(account.lock.acquire(blocking=False), factorial(20))
account.lock.release()
