for spec in ('d', '5d', '<5d', '^5d', '>5d', '05d', '+d', ' d', '-d', ',', '_', 'b', '#b', 'o', '#o', 'x', 'X', '#x', '#X', '08b', '#010x', 'c', 'n', 'e', '.2f', '%', '*^9', '=+6d', 'g'):
    print(f'{spec:>6} |{format(65, spec)}|')
print(f'{-1234567:,} {1234567:_} {0xFFFFFFFF:_x} {-255:#x} {0:+} {-5:05} {5:=5}')
print(f'{True:d} {True} {True:>6} {10 ** 25:,} {-7:^+9}')
for value, spec in ((5, '.2d'), (5, 's'), (5, ',b'), ('a', 'd'), (5, '5.'), (5, 'k'), ('a', '=5'), ('a', ','), (2.5, 'd'), (2.5, 'x'), (None, '>5'), ([], 'd')):
    try:
        format(value, spec)
    except (ValueError, TypeError) as e:
        print(e)
