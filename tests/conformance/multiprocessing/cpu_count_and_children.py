import multiprocessing
import os
import time

def sleeper(event):
    event.wait()

if __name__ == '__main__':
    print(multiprocessing.cpu_count() == os.cpu_count(), multiprocessing.cpu_count() >= 1)
    event = multiprocessing.Event()
    processes = [multiprocessing.Process(target=sleeper, args=(event,), name=f'sleeper-{n}') for n in range(3)]
    for p in processes:
        p.start()
    print(sorted(p.name for p in multiprocessing.active_children()))
    print(len({p.pid for p in processes}), all(p.is_alive() for p in processes), os.getpid() not in [p.pid for p in processes])
    print(repr(processes[0]).split(' pid')[0].split(' ')[0], 'started' in repr(processes[0]))
    event.set()
    for p in processes:
        p.join()
    print(multiprocessing.active_children(), 'stopped exitcode=0' in repr(processes[0]))
    print(multiprocessing.current_process().pid == os.getpid(), multiprocessing.parent_process() is None)
