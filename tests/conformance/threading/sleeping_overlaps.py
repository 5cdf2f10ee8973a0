import time
from threading import Thread

def task(id):
    print(f'Starting the task {id}...')
    time.sleep(1)
    return id

def timed(label, function):
    start_time = time.perf_counter()
    function()
    end_time = time.perf_counter()
    print(f'{label}: it took {end_time - start_time:0.0f} second(s) to complete.')

def sequential():
    task(1)
    task(2)

def threaded():
    threads = []
    for n in range(1, 6):
        t = Thread(target=task, args=(n,))
        threads.append(t)
        t.start()
    for t in threads:
        t.join()

timed('sequential', sequential)
timed('threaded', threaded)
