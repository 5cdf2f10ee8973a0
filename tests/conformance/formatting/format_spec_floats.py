for value in (3.14159265, -0.5, 1e10, 123456789.0, 0.0001234, 1e-7, 0.0, -0.0, 2.5, 100.0, 1e16, 1e22):
    print(repr(value), f'{value:.2f}', f'{value:.0f}', f'{value:e}', f'{value:.3e}', f'{value:g}', f'{value:.3g}', f'{value:.1%}', f'{value:,.1f}', f'{value:.3}', f'{value:10.2f}|', f'{value:<10.1f}|', f'{value:+.1f}', f'{value:010.3f}')
inf, nan = float('inf'), float('nan')
print(f'{inf} {nan:>6} {-inf:.2f} {inf:08} {nan:+}')
print(f'{1e100:.3} {1e100:,.0f}'[:40], f'{0.1:.20f}', f'{1/3:.17g}', f'{2/3:.10}')
print(f'{1234.5:n} {1.0:g} {1.0:#g} {1e5:g} {1e6:g} {123456.789:G} {1e-5:E}')
print('%.2f %5.1f %-8.3f| %e %g %G %%' % (3.14159, 2.25, 1.5, 12345.678, 0.00001, 1e20))
print(f'{3 + 4j:.1f} {1.5 - 2j} {0j:g}')
print(round(2.675, 2), f'{2.675:.2f}', f'{0.5:.0f} {1.5:.0f} {2.5:.0f}', f'{1.005:.2f}')
