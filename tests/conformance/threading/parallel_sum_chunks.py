import threading

def chunked_sum(numbers, workers):
    results = [0] * workers
    size = (len(numbers) + workers - 1) // workers

    def work(index):
        chunk = numbers[index * size:(index + 1) * size]
        results[index] = sum(chunk)

    threads = []
    for index in range(workers):
        thread = threading.Thread(target=work, args=(index,))
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join()
    return results

numbers = list(range(1, 1001))
for workers in (1, 3, 4, 10):
    partial = chunked_sum(numbers, workers)
    print(workers, partial, sum(partial))
assert all(sum(chunked_sum(numbers, w)) == 500500 for w in range(1, 8))
