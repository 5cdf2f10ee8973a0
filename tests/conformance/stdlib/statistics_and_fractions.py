import statistics
from fractions import Fraction

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(statistics.mean(data), statistics.median(data), statistics.mode(data), statistics.stdev(data), statistics.variance(data), statistics.pstdev([1, 2, 3, 4]))
print(statistics.mean([1, 2, 3, 4]), statistics.median([1, 3, 2, 4]), statistics.median_low([1, 2, 3, 4]), statistics.multimode('aabbc'), statistics.fmean([1, 2]), statistics.harmonic_mean([40, 60]), statistics.geometric_mean([1, 4]))
print(statistics.quantiles([1, 2, 3, 4, 5]), statistics.pvariance([1, 2, 3]))
for call in (lambda: statistics.mean([]), lambda: statistics.stdev([1])):
    try:
        call()
    except statistics.StatisticsError as e:
        print(e)
a, b = Fraction(1, 3), Fraction(3, 6)
print(a, b, a + b, a * b, a - b, a / b, a ** 2, repr(a), float(b), Fraction('0.25'), Fraction(0.5), Fraction('3/9'))
print(a < b, max(a, b), sum([a] * 3), a + 1, a + 0.5, b.numerator, b.denominator, round(Fraction(7, 3)), Fraction(22, 7).limit_denominator(5), int(Fraction(7, 2)))
try:
    Fraction(1, 0)
except ZeroDivisionError as e:
    print(e)
h = sum(Fraction(1, n) for n in range(1, 11))
print(h, float(h), f'{a} {float(a):.3f}')
