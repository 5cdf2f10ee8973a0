rows = [('apple', 3, 0.5), ('banana', 12, 0.25), ('cherry', 100, 12.0)]
print(f"{'item':<10}{'count':>7}{'price':>9}")
print('-' * 26)
for name, count, price in rows:
    print(f'{name:<10}{count:>7d}{price:>9.2f}')
total = sum(count * price for _, count, price in rows)
print(f"{'total':<17}{total:>9.2f}")
print('%-10s|%5d|%8.3f' % rows[0])
print('{:^10}|{:>5}|{:08.3f}'.format(*rows[1]))
print('{0} {2} {1} {0}'.format('a', 'b', 'c'), '{x}-{y}'.format(x=1, y=2))
print(f'{total!r:>12}', f'{"centre":*^12}', f'{42:+}', f'{-42:+}', f'{3.14159:.3}')
print(f'{1234567.891:,.2f}', f'{0.256:.1%}', f'{12345:e}', f'{255:#x} {255:b} {255:o}')
width, precision = 12, 4
print(f'{3.14159265:{width}.{precision}}|', f'{"hi":>{width}}|')
name = 'World'
print(f'Hello, {name.upper()}! {len(name)} letters, {name=}, {1 + 1 = }')
print(f'{{literal}} {"nested " + f"{name}"}')
print('tabs\tand', 'newline' + chr(10) + 'second line', sep=' | ', end=' <END>\n')
print('a', 1, None, [1], sep='')
print()
print('no newline', end='')
print('', 'starts with separator', sep=' -> ')
