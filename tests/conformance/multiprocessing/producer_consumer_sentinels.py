from multiprocessing import Lock, Process, Queue, current_process
import queue

def do_job(tasks_to_accomplish, tasks_that_are_done):
    while True:
        try:
            task = tasks_to_accomplish.get(timeout=0.3)
        except queue.Empty:
            break
        else:
            tasks_that_are_done.put(f'{task} is done')
    return True

def main():
    number_of_task = 6
    tasks_to_accomplish = Queue()
    tasks_that_are_done = Queue()
    processes = []
    for i in range(number_of_task):
        tasks_to_accomplish.put('Task no ' + str(i))
    for w in range(3):
        p = Process(target=do_job, args=(tasks_to_accomplish, tasks_that_are_done))
        processes.append(p)
        p.start()
    for p in processes:
        p.join()
    done = []
    while not tasks_that_are_done.empty():
        done.append(tasks_that_are_done.get())
    print(*sorted(done), sep='\n')
    print(len(done), [p.exitcode for p in processes])

if __name__ == '__main__':
    main()
