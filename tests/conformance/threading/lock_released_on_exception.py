import threading

lock = threading.Lock()
outcome = []

def careless(n):
    lock.acquire()
    outcome.append(f'careless {n} holds the lock')
    if n == 0:
        lock.release()
        raise RuntimeError('released first')
    lock.release()

def careful(n):
    with lock:
        outcome.append(f'careful {n} holds the lock')
        if n % 2:
            raise RuntimeError('released by with')

threading.excepthook = lambda args: outcome.append(f'{args.exc_type.__name__}: {args.exc_value}')
for target in (careless, careful):
    for n in range(3):
        t = threading.Thread(target=target, args=(n,))
        t.start()
        t.join()
        outcome.append(f'locked: {lock.locked()}')
print(*outcome, sep='\n')
