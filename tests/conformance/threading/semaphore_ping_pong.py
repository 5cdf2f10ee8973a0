import threading

ping = threading.Semaphore(1)
pong = threading.Semaphore(0)
lines = []

def player(word, mine, other, rounds):
    for i in range(rounds):
        mine.acquire()
        lines.append(f'{word} {i}')
        other.release()

a = threading.Thread(target=player, args=('ping', ping, pong, 4))
b = threading.Thread(target=player, args=('pong', pong, ping, 4))
b.start()
a.start()
a.join()
b.join()
print('\n'.join(lines))
print('strict alternation:', all(
    line.startswith('ping' if n % 2 == 0 else 'pong') for n, line in enumerate(lines)
))
