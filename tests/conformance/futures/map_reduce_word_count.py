from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import reduce

DOCUMENTS = [
    'the quick brown fox jumps over the lazy dog',
    'the dog sleeps',
    'a fox and a dog and a cat',
]

def mapper(text):
    return Counter(text.split())

def reducer(a, b):
    return a + b

with ThreadPoolExecutor() as pool:
    counts = list(pool.map(mapper, DOCUMENTS))
total = reduce(reducer, counts)
print(total.most_common(3))
print(sum(total.values()), len(total), total['cat'], total['unknown'])
print([c['dog'] for c in counts])
for word, count in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:5]:
    print(f'{word:>6} {"*" * count}')
