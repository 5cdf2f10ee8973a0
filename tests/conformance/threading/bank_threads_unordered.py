# compare: lines
import threading
import random
import time

class BankAccount:
    def __init__(self):
        self.balance = 1000
        self.lock = threading.RLock()

    def deposit(self, amount, name):
        with self.lock:
            self.balance += amount
            print(f'{name} deposits {amount}')

    def withdraw(self, amount, name):
        with self.lock:
            self.balance -= amount
            print(f'{name} withdraws {amount}')

def customer(account, name, amounts):
    for amount in amounts:
        time.sleep(random.random() / 100)
        if amount > 0:
            account.deposit(amount, name)
        else:
            account.withdraw(-amount, name)

account = BankAccount()
people = {'Ann': [10, -20, 30], 'Bob': [-5, -5], 'Cid': [100]}
threads = [threading.Thread(target=customer, args=(account, n, a)) for n, a in people.items()]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('final balance', account.balance)
