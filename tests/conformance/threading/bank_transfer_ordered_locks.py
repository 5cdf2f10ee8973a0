import threading

class BankAccount:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()

def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda a: a.number)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount

a = BankAccount(1, 1000)
b = BankAccount(2, 1000)

def mover(source, target, times):
    for _ in range(times):
        transfer(source, target, 1)

t1 = threading.Thread(target=mover, args=(a, b, 300))
t2 = threading.Thread(target=mover, args=(b, a, 200))
t1.start(); t2.start()
t1.join(); t2.join()
print('a:', a.balance)
print('b:', b.balance)
print('total:', a.balance + b.balance)
assert a.balance + b.balance == 2000
