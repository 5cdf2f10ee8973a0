scores = {'Ann': [90, 85.5, 77], 'Bob': [60], 'Cid': []}
lines = []
for name, values in scores.items():
    if values:
        mean = sum(values) / len(values)
        lines.append(f'{name}: {", ".join(map(str, values))} -> {mean:.1f}')
    else:
        lines.append(f'{name}: no scores')
print('\n'.join(lines))
print('; '.join(f'{k}={v}' for k, v in sorted({'b': 2, 'a': 1}.items())))
print(' '.join(f'{b:08b}' for b in b'Hi'), '-'.join('%02x' % b for b in b'\x01\xff'))
print('/'.join(str(n).zfill(2) for n in (1, 2, 13)), ''.join(['%s' % c for c in 'abc'] * 2))
size = 123456789
for unit in ('B', 'KB', 'MB', 'GB'):
    if size < 1024:
        break
    size /= 1024
print(f'{size:.1f} {unit}')
seconds = 98765
h, rest = divmod(seconds, 3600)
print('%d:%02d:%02d' % (h, *divmod(rest, 60)))
print(f'{"=" * 10} {"report":^10} {"=" * 10}')
print(f"{'done':.<20}{100:>5.1f}%", f'{1e6:,.0f} items', f'{0.000123:.2e} s', f'{12:>3}/{200:<3}|')
text = 'The quick brown fox'
print(' | '.join(f'{w}:{len(w)}' for w in text.split()), text.split()[-1][::-1].capitalize())
print(str([f'{x:.1f}' for x in (1, 2.25)]), repr(f'{1!r}'), f'{text!r:.10}', f'{text:.9}...')
