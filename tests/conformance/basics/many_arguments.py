print(*range(400))
print(max(*range(1000)), min(*range(1000)), len(set().union(*([i] for i in range(300)))))
print(sum(zip(*[range(300)] * 2).__next__()), list(map(lambda *a: len(a), *[[1]] * 300)))
d = dict(**{f'k{i}': i for i in range(300)})
print(len(d), sum(d.values()))


def f(*args, **kwargs):
    return len(args), len(kwargs)


print(f(*range(500), **d), f(*range(255)), f(*range(256)))
print(('{} ' * 300).format(*range(300)).split()[-1], ('%d ' * 300 % tuple(range(300))).split()[-1])
