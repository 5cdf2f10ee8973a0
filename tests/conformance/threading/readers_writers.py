import threading
import time

class ReadWriteLock:
    def __init__(self):
        self._read_ready = threading.Condition(threading.Lock())
        self._readers = 0

    def acquire_read(self):
        with self._read_ready:
            self._readers += 1

    def release_read(self):
        with self._read_ready:
            self._readers -= 1
            if not self._readers:
                self._read_ready.notify_all()

    def acquire_write(self):
        self._read_ready.acquire()
        while self._readers > 0:
            self._read_ready.wait()

    def release_write(self):
        self._read_ready.release()

rw = ReadWriteLock()
data = {'version': 0}
torn = []
peak = [0]

def reader():
    for _ in range(3):
        rw.acquire_read()
        before = data['version']
        peak[0] = max(peak[0], rw._readers)
        time.sleep(0.02)
        if data['version'] != before:
            torn.append(before)
        rw.release_read()
        time.sleep(0.005)

def writer():
    for _ in range(3):
        rw.acquire_write()
        data['version'] += 1
        rw.release_write()
        time.sleep(0.01)

threads = [threading.Thread(target=reader) for _ in range(3)] + [threading.Thread(target=writer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('version', data['version'], 'torn reads', torn)
print('readers were together:', peak[0] > 1)
