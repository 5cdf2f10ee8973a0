from multiprocessing import Pipe, Process

def player(name, conn, first):
    if first:
        conn.send(('ball', 0))
    while True:
        word, n = conn.recv()
        if word == 'stop':
            break
        if n >= 5:
            conn.send(('stop', n))
            break
        conn.send(('ball', n + 1))
    results.append(f'{name} stopped at {n}')
    print(f'{name} stopped at {n}')

results = []

if __name__ == '__main__':
    a, b = Pipe()
    p = Process(target=player, args=('child', b, False))
    p.start()
    player('parent', a, True)
    p.join()
    print(results, p.exitcode)
