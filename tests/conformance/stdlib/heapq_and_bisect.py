import bisect
import heapq

heap = []
for n in (5, 1, 8, 3, 2):
    heapq.heappush(heap, n)
print(heap, heap[0], [heapq.heappop(heap) for _ in range(len(heap))])
data = [9, 4, 7, 1, 8]
heapq.heapify(data)
print(data, heapq.heappushpop(data, 0), heapq.heapreplace(data, 6), data)
print(heapq.nlargest(2, [3, 1, 4, 1, 5]), heapq.nsmallest(3, 'python'), heapq.nlargest(1, [('a', 1), ('b', 9)], key=lambda p: p[1]))
print(list(heapq.merge([1, 4, 7], [2, 5], [3])))
tasks = [(3, 'low'), (1, 'high'), (2, 'mid')]
heapq.heapify(tasks)
while tasks:
    print(heapq.heappop(tasks), end=' ')
print()
try:
    heapq.heappop([])
except IndexError as e:
    print(e)
values = [1, 3, 3, 5]
print(bisect.bisect(values, 3), bisect.bisect_left(values, 3), bisect.bisect_right(values, 0), bisect.bisect_left(values, 9))
bisect.insort(values, 4)
bisect.insort_left(values, 3)
print(values, [bisect.bisect([60, 70, 80, 90], s) for s in (33, 70, 99)], ['FDCBA'[bisect.bisect([60, 70, 80, 90], s)] for s in (33, 60, 77, 90)])

def dijkstra(graph, start):
    distances = {start: 0}
    queue = [(0, start)]
    while queue:
        d, node = heapq.heappop(queue)
        if d > distances[node]:
            continue
        for neighbour, weight in graph[node].items():
            if d + weight < distances.get(neighbour, float('inf')):
                distances[neighbour] = d + weight
                heapq.heappush(queue, (d + weight, neighbour))
    return distances

print(dijkstra({'A': {'B': 4, 'C': 1}, 'B': {'D': 1}, 'C': {'B': 2, 'D': 6}, 'D': {}}, 'A'))
