class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f'need {needed:.2f}, have {available:.2f}')
        self.shortfall = needed - available

class Account:
    _next_number = 1000

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self.balance = balance
        self.number = Account._next_number
        Account._next_number += 1
        self.history = [('open', balance)]

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError('deposit must be positive')
        self.balance += amount
        self.history.append(('deposit', amount))

    def withdraw(self, amount):
        if amount > self.available():
            raise InsufficientFunds(amount, self.available())
        self.balance -= amount
        self.history.append(('withdraw', amount))

    def available(self):
        return self.balance

    def __str__(self):
        return f'#{self.number} {self.owner:<5}{self.balance:>10.2f}'

class Checking(Account):
    def __init__(self, owner, balance=0.0, overdraft=100):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    def available(self):
        return super().available() + self.overdraft

class Savings(Account):
    rate = 0.02

    def add_interest(self):
        self.deposit(round(self.balance * self.rate, 2))

bank = [Checking('Ann', 50), Savings('Bob', 1000)]
bank[0].withdraw(120)
bank[1].add_interest()
for account in bank:
    print(account)
for account, amount in ((bank[0], 100), (bank[1], -5)):
    try:
        account.withdraw(amount) if amount > 0 else account.deposit(amount)
    except InsufficientFunds as e:
        print('refused:', e, e.shortfall)
    except ValueError as e:
        print('error:', e)
print(bank[1].history, sum(a.balance for a in bank))
