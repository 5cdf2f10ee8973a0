"""Objects: methods, attributes, a property, inheritance."""


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0
        self.moves = 0

    def deposit(self, amount):
        self.balance += amount
        self.moves += 1

    @property
    def average(self):
        return self.balance / self.moves


class Savings(Account):
    def __init__(self, owner, rate):
        super().__init__(owner)
        self.rate = rate

    def deposit(self, amount):
        super().deposit(amount + self.rate)


def move(accounts, turns):
    total = 0.0
    for turn in range(turns):
        for account in accounts:
            account.deposit(turn)
            total += account.average
    return total


print(move([Account("a"), Savings("b", 1), Account("c"), Savings("d", 2)], 15_000))
print(sum(Account(str(n)).balance for n in range(20_000)))
