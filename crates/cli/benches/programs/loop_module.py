"""A million turns of a loop over a module variable."""

i = 0
while i < 1_000_000:
    i += 1
print(i)
