name, n, pi = 'Ann', 42, 3.14159
print(f'{name} {n} {pi}', f'{name!r} {name!s} {name!a}', f'{"é"!a}')
print(f'{n + 1} {n * 2 = } {name.upper()=} {pi = :.2f} {n=!r:>6}')
print(f'{{}} {{{n}}} {{{{', f'{n:{n}}', f'{pi:.{2}f}', f'{name:{">"}{10}}')
print(f'{[x for x in range(3)]} {dict(a=1)} { {1, 2} }')
print(f'{"a" if n > 1 else "b"} {(lambda x: x * 2)(4)} {n:>{2 * 4}}')
print(f'nested {f"inner {f'{n}'}"}', f'{name[0]}{name[-1]}', f'{"\n".join(["x", "y"])}')
print(f'multi {
    n
    + 1
} line', f'''triple
{n}''')
print(rf'raw\n{n}', f'\x41{n}\t|', 'implicit ' f'{n}' ' concat')
print(f'{None} {True} {1j} {b"x"} {...} {print}'[:30])
print(f'{n:5}|{n:<5}|{n:^5}|{n:05}|{-n:=+6}|{n: }|')
value = {'key': {'inner': [1, 2]}}
print(f'{value["key"]["inner"][1]} {value['key']}')
class Money:
    def __format__(self, spec):
        return f'<{spec}>'
print(f'{Money()} {Money():anything goes} {Money():{n}x}')
try:
    f'{undefined}'
except NameError as e:
    print(e)
