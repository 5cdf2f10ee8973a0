from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, getcontext, localcontext

print(Decimal('0.1') + Decimal('0.2'), 0.1 + 0.2, Decimal(0.1), Decimal('1.10') * 3, Decimal(1) / Decimal(7))
print(Decimal('3.14').quantize(Decimal('0.1')), Decimal('2.675').quantize(Decimal('0.01'), rounding=ROUND_HALF_UP), Decimal('2.665').quantize(Decimal('.01')))
getcontext().prec = 6
print(Decimal(1) / Decimal(7), Decimal(2).sqrt(), +Decimal('1.23456789'))
with localcontext() as ctx:
    ctx.prec = 30
    print(Decimal(1) / Decimal(3))
print(repr(Decimal('5')), str(Decimal('5.00')), Decimal('5.00') == 5, hash(Decimal('5.0')) == hash(5), Decimal('-0'), Decimal('1E+3'), Decimal('NaN').is_nan())
print(max(Decimal('1.5'), Decimal('2')), sum([Decimal('0.1')] * 10), round(Decimal('2.5')), round(Decimal('2.345'), 2), int(Decimal('7.9')), float(Decimal('1.25')), Decimal('10') ** 3, Decimal('7') % 3, Decimal('7') // 2)
print(f'{Decimal("1234567.891"):,.2f}', f'{Decimal("0.5"):.0%}', Decimal('12.340').normalize(), Decimal('1.5').as_tuple())
for bad in (lambda: Decimal('x'), lambda: Decimal(1) / 0, lambda: Decimal(1) + 1.5, lambda: Decimal(-1).sqrt()):
    try:
        bad()
    except (InvalidOperation, ZeroDivisionError, TypeError) as e:
        print(type(e).__name__, e)
