from collections import deque
from itertools import islice

def batched(iterable, n):
    it = iter(iterable)
    while batch := list(islice(it, n)):
        yield batch

def windows(iterable, size):
    window = deque(maxlen=size)
    for item in iterable:
        window.append(item)
        if len(window) == size:
            yield tuple(window)

def pairwise_sums(numbers):
    previous = None
    for n in numbers:
        if previous is not None:
            yield previous + n
        previous = n

def interleave(*iterables):
    iterators = [iter(i) for i in iterables]
    while iterators:
        for it in list(iterators):
            try:
                yield next(it)
            except StopIteration:
                iterators.remove(it)

print(list(batched(range(7), 3)))
print(list(windows('abcde', 3)))
print(list(pairwise_sums([1, 2, 3, 4])))
print(''.join(interleave('ace', 'bdfh', '')))

def unique(items):
    seen = set()
    for item in items:
        if item not in seen:
            seen.add(item)
            yield item

print(list(unique([3, 1, 3, 2, 1])), list(unique('mississippi')))

def chunks(text, size):
    for start in range(0, len(text), size):
        yield text[start:start + size]

print(list(chunks('abcdefgh', 3)))
