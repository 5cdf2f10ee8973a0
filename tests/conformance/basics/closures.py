def make_multiplier(n):
    def multiply(x):
        return x * n
    return multiply

double, triple = make_multiplier(2), make_multiplier(3)
print(double(5), triple(5), double.__name__, double.__closure__[0].cell_contents)
adders = [lambda x, n=n: x + n for n in range(3)]
late = [lambda x: x + n for n in range(3)]
print([f(10) for f in adders], [f(10) for f in late])

def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance
    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return 'insufficient'
        balance -= amount
        return balance
    return {'deposit': deposit, 'withdraw': withdraw}

acc = account(100)
print(acc['deposit'](50), acc['withdraw'](500), acc['withdraw'](30))

def averager():
    series = []
    def average(value):
        series.append(value)
        return sum(series) / len(series)
    return average

avg = averager()
print(avg(10), avg(11), avg(12), avg.__code__.co_freevars)

def compose(*functions):
    def composed(x):
        for f in reversed(functions):
            x = f(x)
        return x
    return composed

print(compose(str, double, abs)(-21), compose()(7))
def unbound():
    def inner():
        return value
    try:
        return inner()
    except NameError as e:
        return str(e)
    value = 1
print(unbound())
