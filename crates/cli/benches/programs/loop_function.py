"""A million turns of a loop over a local variable."""


def count(limit):
    i = 0
    while i < limit:
        i += 1
    return i


print(count(1_000_000))
