# stderr: user
import threading

def level3(n):
    return [1, 2, 3][n]

def level2(n):
    return level3(n * 2)

def level1(n):
    try:
        return level2(n)
    finally:
        print('finally in thread', n)

for n in (1, 2):
    t = threading.Thread(target=level1, args=(n,), name=f'T{n}')
    t.start()
    t.join()
    print('T%d joined, alive: %s' % (n, t.is_alive()))
raise RuntimeError('and main fails too')
