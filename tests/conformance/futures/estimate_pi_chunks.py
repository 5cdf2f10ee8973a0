import random
from concurrent.futures import ThreadPoolExecutor

def inside(seed, samples):
    rng = random.Random(seed)
    hits = 0
    for _ in range(samples):
        x, y = rng.random(), rng.random()
        if x * x + y * y <= 1:
            hits += 1
    return hits

SAMPLES, CHUNKS = 400, 5
with ThreadPoolExecutor(max_workers=CHUNKS) as executor:
    futures = [executor.submit(inside, seed, SAMPLES) for seed in range(CHUNKS)]
    hits = [f.result() for f in futures]
print(hits)
print('pi is roughly', 4 * sum(hits) / (SAMPLES * CHUNKS))
print([inside(seed, SAMPLES) for seed in range(CHUNKS)] == hits)
