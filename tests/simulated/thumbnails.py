"""A thumbnail maker: download with threads, resize with processes, all in the simulated file system."""
import io
import multiprocessing
import os
import queue
import threading
import time
import urllib.request

from PIL import Image

urls = [f"https://images.example.com/photo-{n}.jpg" for n in range(6)]


def shrink(path):
    with Image.open(path) as image:
        size = image.size
        image.thumbnail((64, 64))
        small = path.replace("in", "out", 1)
        image.save(small)
    return size, Image.open(small).size


def download(todo):
    while True:
        try:
            url = todo.get_nowait()
        except queue.Empty:
            return
        urllib.request.urlretrieve(url, os.path.join("in", url.rpartition("/")[2]))


if __name__ == "__main__":
    os.makedirs("in")
    os.makedirs("out")
    todo = queue.Queue()
    for url in urls:
        todo.put(url)
    threads = [threading.Thread(target=download, args=(todo,)) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    paths = sorted(os.path.join("in", name) for name in os.listdir("in"))
    assert len(paths) == 6 and all(os.path.getsize(p) > 10_000 for p in paths)
    start = time.perf_counter()
    alone = [shrink(p) for p in paths]
    serial = time.perf_counter() - start
    start = time.perf_counter()
    with multiprocessing.Pool(3) as pool:
        assert pool.map(shrink, paths, chunksize=1) == alone
    assert time.perf_counter() - start < serial
    assert sorted(os.listdir("out")) == sorted(os.listdir("in"))
    assert all(max(small) == 64 for _, small in alone)
    with urllib.request.urlopen(urls[0]) as response:
        assert Image.open(io.BytesIO(response.read())).size == alone[0][0]
    print("ok")
