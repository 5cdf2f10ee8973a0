"""Three threads, two permits, an unprotected counter inside."""

import threading

permits = threading.Semaphore(2)
inside = 0


def work_0():
    global inside
    with permits:
        inside += 1


def work_1():
    global inside
    with permits:
        inside += 1


def work_2():
    global inside
    with permits:
        inside += 1


threads = [
    threading.Thread(target=work_0),
    threading.Thread(target=work_1),
    threading.Thread(target=work_2),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert inside == 3, inside
print(inside)
