"""Three philosophers and a waiter who seats two."""

import threading

waiter = threading.Semaphore(2)
fork_0 = threading.Lock()
fork_1 = threading.Lock()
fork_2 = threading.Lock()


def philosopher_0():
    with waiter:
        with fork_0:
            with fork_1:
                pass


def philosopher_1():
    with waiter:
        with fork_1:
            with fork_2:
                pass


def philosopher_2():
    with waiter:
        with fork_2:
            with fork_0:
                pass


threads = [
    threading.Thread(target=philosopher_0),
    threading.Thread(target=philosopher_1),
    threading.Thread(target=philosopher_2),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all ate')
