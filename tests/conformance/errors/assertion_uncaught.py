def transfer(source, target, amount):
    assert amount > 0, 'amount must be positive'
    source['balance'] -= amount
    target['balance'] += amount

a, b = {'balance': 10}, {'balance': 0}
transfer(a, b, 5)
print(a, b)
try:
    transfer(a, b, 0)
except AssertionError as e:
    print('AssertionError:', e)
assert a['balance'] + b['balance'] == 11, f'total is {a["balance"] + b["balance"]}'
