eg = ExceptionGroup('many', [ValueError(1), TypeError('t'), ExceptionGroup('nested', [ValueError(2), OSError('o')])])
print(eg, len(eg.exceptions), eg.message)
print(repr(eg))
values = eg.subgroup(ValueError)
print(repr(values))
match, rest = eg.split(ValueError)
print(repr(match), '/', repr(rest))
print(eg.subgroup(KeyError), eg.split(lambda e: True)[1])
print(repr(eg.derive([KeyError('k')])))
print(isinstance(eg, Exception), type(BaseExceptionGroup('b', [ValueError()])).__name__)
print(type(BaseExceptionGroup('b', [KeyboardInterrupt()])).__name__)
for args in (('m', []), ('m', 5), ('m', [5]), (5, [ValueError()]), ('m', [KeyboardInterrupt()])):
    try:
        ExceptionGroup(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
def leaves(group):
    for e in group.exceptions:
        if isinstance(e, BaseExceptionGroup):
            yield from leaves(e)
        else:
            yield repr(e)
print(list(leaves(eg)))
