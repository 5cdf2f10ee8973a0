from collections import deque

graph = {
    'A': ['B', 'C'],
    'B': ['D', 'E'],
    'C': ['F'],
    'D': [],
    'E': ['F'],
    'F': [],
}

def bfs(start):
    seen, queue, order = {start}, deque([start]), []
    while queue:
        node = queue.popleft()
        order.append(node)
        for neighbour in graph[node]:
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append(neighbour)
    return order

def dfs(node, visited=None):
    visited = [] if visited is None else visited
    if node not in visited:
        visited.append(node)
        for neighbour in graph[node]:
            dfs(neighbour, visited)
    return visited

def paths(start, goal, path=()):
    path += (start,)
    if start == goal:
        yield '>'.join(path)
    for node in graph[start]:
        if node not in path:
            yield from paths(node, goal, path)

print(bfs('A'))
print(dfs('A'))
print(list(paths('A', 'F')))
maze = ['..#.', '.#..', '...#', '#...']
queue, distance = deque([(0, 0)]), {(0, 0): 0}
while queue:
    r, c = queue.popleft()
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        nr, nc = r + dr, c + dc
        if 0 <= nr < 4 and 0 <= nc < 4 and maze[nr][nc] == '.' and (nr, nc) not in distance:
            distance[nr, nc] = distance[r, c] + 1
            queue.append((nr, nc))
print(distance[3, 3], len(distance))
for r in range(4):
    print(' '.join(str(distance.get((r, c), '#')) for c in range(4)))
