import collections
import functools
import heapq
import itertools
import json
import operator

events = [
    {'user': 'ann', 'type': 'click', 'ms': 12},
    {'user': 'bob', 'type': 'view', 'ms': 7},
    {'user': 'ann', 'type': 'view', 'ms': 3},
    {'user': 'cid', 'type': 'click', 'ms': 20},
    {'user': 'bob', 'type': 'click', 'ms': 5},
]
by_user = collections.defaultdict(list)
for e in events:
    by_user[e['user']].append(e)
totals = {u: functools.reduce(operator.add, (e['ms'] for e in es)) for u, es in by_user.items()}
print(totals, max(totals, key=totals.get))
key = operator.itemgetter('type')
for kind, group in itertools.groupby(sorted(events, key=key), key):
    print(kind, [e['user'] for e in group])
print(heapq.nlargest(2, events, key=operator.itemgetter('ms'))[1]['user'])
print(json.dumps(collections.Counter(map(key, events)), sort_keys=True))
running = list(itertools.accumulate(e['ms'] for e in events))
print(running, list(itertools.pairwise(running))[:2])
window = collections.deque(maxlen=3)
averages = []
for e in events:
    window.append(e['ms'])
    averages.append(round(sum(window) / len(window), 2))
print(averages)
ranked = sorted(totals.items(), key=lambda kv: (-kv[1], kv[0]))
for place, (user, ms) in enumerate(ranked, 1):
    print(f'{place}. {user:<5}{ms:>4} ms {"*" * (ms // 5)}')
