# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""The lock of the shared Value is held around the update."""
from multiprocessing import Process, Value

def bump(value):
    with value.get_lock():
        value.value += 1

if __name__ == '__main__':
    value = Value('i', 0)
    processes = [Process(target=bump, args=(value,)) for _ in range(2)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print(value.value)
