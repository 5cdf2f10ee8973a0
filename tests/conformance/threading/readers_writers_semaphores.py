import threading

read_count = 0
mutex = threading.Semaphore(1)
write_lock = threading.Semaphore(1)
shared = [0, 0]
problems = []

def writer(n):
    for _ in range(n):
        write_lock.acquire()
        shared[0] += 1
        shared[1] += 1
        write_lock.release()

def reader(n):
    global read_count
    for _ in range(n):
        mutex.acquire()
        read_count += 1
        if read_count == 1:
            write_lock.acquire()
        mutex.release()
        if shared[0] != shared[1]:
            problems.append(tuple(shared))
        mutex.acquire()
        read_count -= 1
        if read_count == 0:
            write_lock.release()
        mutex.release()

threads = [threading.Thread(target=f, args=(20,)) for f in (writer, reader, reader, writer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('shared data:', shared)
print('problems:', problems)
print('readers left:', read_count)
