def account(owner, balance=0):
    history = []
    while True:
        try:
            command = yield balance
        except ValueError as e:
            history.append(f'error {e}')
            continue
        match command:
            case None:
                continue
            case ('deposit', amount):
                balance += amount
            case ('withdraw', amount) if amount <= balance:
                balance -= amount
            case ('withdraw', _):
                history.append('refused')
                continue
            case 'stop':
                return owner, balance, history
        history.append(command)

acc = account('Ann', 100)
print(next(acc))
print(acc.send(('deposit', 50)), acc.send(('withdraw', 500)), acc.send(('withdraw', 70)))
print(acc.throw(ValueError('power cut')))
print(next(acc))
try:
    acc.send('stop')
except StopIteration as e:
    owner, balance, history = e.value
    print(owner, balance)
    for line in history:
        print(' ', line)
