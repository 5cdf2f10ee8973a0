# /// script
# [tool.timeslice.expect]
# findings = ["lost_update"]
# lines = [12]
# python = "any"
# also = ["race", "outcome"]
# ///
"""`+=` on a shared Value is a read and a write, with the lock free in between."""
from multiprocessing import Process, Value

def bump(value):
    value.value += 1

if __name__ == '__main__':
    value = Value('i', 0)
    processes = [Process(target=bump, args=(value,)) for _ in range(2)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print(value.value)
