# compare: exact
"""Files are shared by threads and by processes; buffers are not."""
import multiprocessing
import os
import tempfile
import threading


def append(path, lock, name, n):
    for i in range(n):
        with lock:
            with open(path, "a") as f:
                f.write(f"{name} {i}\n")


def child(path):
    with open(path, "w") as f:
        f.write(f"from a child\n")


def count(path, lock):
    for _ in range(20):
        with lock:
            with open(path) as f:
                number = int(f.read())
            with open(path, "w") as f:
                f.write(str(number + 1))


if __name__ == "__main__":
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "log")
    lock = threading.Lock()
    threads = [threading.Thread(target=append, args=(path, lock, f"thread-{i}", 5)) for i in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with open(path) as f:
        lines = f.read().splitlines()
    print(len(lines), sorted(lines)[:2])

    shared = multiprocessing.Lock()
    os.remove(path)
    processes = [multiprocessing.Process(target=append, args=(path, shared, f"process-{i}", 4)) for i in range(3)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print(sorted(open(path).read().splitlines()))

    p = multiprocessing.Process(target=child, args=(path,))
    p.start()
    p.join()
    print(open(path).read(), end="")

    with open(path, "w") as f:
        f.write("0")
    processes = [multiprocessing.Process(target=count, args=(path, shared)) for _ in range(3)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print(open(path).read())
    with multiprocessing.Pool(2) as pool:
        print(pool.map(os.path.exists, [path, path + "x", folder]))
