import threading

def merge(left, right):
    merged = []
    while left and right:
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right

def merge_sort(items, depth, out):
    if len(items) < 2:
        out[:] = items
        return
    middle = len(items) // 2
    left, right = [], []
    if depth > 0:
        threads = [
            threading.Thread(target=merge_sort, args=(items[:middle], depth - 1, left)),
            threading.Thread(target=merge_sort, args=(items[middle:], depth - 1, right)),
        ]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    else:
        merge_sort(items[:middle], 0, left)
        merge_sort(items[middle:], 0, right)
    out[:] = merge(left, right)

data = [(n * 7919) % 101 for n in range(60)]
result = []
merge_sort(data, 2, result)
print(result)
print(result == sorted(data))
