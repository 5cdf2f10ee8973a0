"""7 philosophers take the left fork, then the right one."""

import threading

fork_0 = threading.Lock()
fork_1 = threading.Lock()
fork_2 = threading.Lock()
fork_3 = threading.Lock()
fork_4 = threading.Lock()
fork_5 = threading.Lock()
fork_6 = threading.Lock()


def philosopher_0():
    with fork_0:
        with fork_1:
            pass


def philosopher_1():
    with fork_1:
        with fork_2:
            pass


def philosopher_2():
    with fork_2:
        with fork_3:
            pass


def philosopher_3():
    with fork_3:
        with fork_4:
            pass


def philosopher_4():
    with fork_4:
        with fork_5:
            pass


def philosopher_5():
    with fork_5:
        with fork_6:
            pass


def philosopher_6():
    with fork_6:
        with fork_0:
            pass


threads = [
    threading.Thread(target=philosopher_0),
    threading.Thread(target=philosopher_1),
    threading.Thread(target=philosopher_2),
    threading.Thread(target=philosopher_3),
    threading.Thread(target=philosopher_4),
    threading.Thread(target=philosopher_5),
    threading.Thread(target=philosopher_6),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all ate')
