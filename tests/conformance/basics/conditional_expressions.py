def grade(score):
    return 'A' if score >= 90 else 'B' if score >= 80 else 'C' if score >= 70 else 'F'

print([grade(s) for s in (95, 85, 75, 50)])
x = 7
kind = 'odd' if x % 2 else 'even'
print(kind, ('low', 'high')[x > 5], x > 5 and 'big' or 'small')
if x < 5:
    print('less')
elif x == 7:
    if x:
        print('lucky')
    else:
        print('zero')
else:
    print('more')
if not (x == 3 or x == 4) and x != 8: print('one-liner')
print(1 if True else 1 / 0, (lambda: 'lazy')() if x else None)
value = None
print(value or 'fallback', value if value else 'nothing', 'set' if value is not None else 'unset')
for n in range(-1, 2):
    sign = (n > 0) - (n < 0)
    print(n, sign, 'positive' if sign > 0 else 'negative' if sign < 0 else 'zero')
leap = lambda y: y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
print([y for y in (1900, 2000, 2023, 2024) if leap(y)])
pass; print('semi'); print('colons')
