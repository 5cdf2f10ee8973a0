header = ('Name', 'Qty', 'Price')
rows = [('Widget', 10, 2.5), ('Gadget long name', 200, 19.999), ('X', 3, 0.1)]
widths = [max(len(str(r[i])) for r in [header] + rows) for i in range(3)]
line = '+'.join('-' * (w + 2) for w in widths)
print('|'.join(f' {h:^{w}} ' for h, w in zip(header, widths)))
print(line)
for name, qty, price in rows:
    print(f' {name:<{widths[0]}} | {qty:>{widths[1]}} | {price:>{widths[2]}.2f} ')
print(line.replace('-', '='))
for i in range(1, 4):
    print(''.join(f'{i * j:4d}' for j in range(1, 6)))
print(*[f'{c:>3}' for c in 'abc'], sep='|')
print('name'.ljust(10, '.') + 'value'.rjust(10, '.'))
print('title'.center(21, '*'))
for label, value in {'short': 1, 'a longer label': 22}.items():
    print('%-16s: %4d' % (label, value))
print(f"{'Task':<10}{'State':^12}{'ms':>8}")
for task, state, ms in [('load', 'done', 12.345), ('parse', 'running', 0.5)]:
    print(f'{task:<10}{state:^12}{ms:>8.2f}')
bars = {'py': 9, 'c': 4}
for lang, n in bars.items():
    print(f'{lang:>4} {"#" * n:<10} {n / sum(bars.values()):6.1%}')
