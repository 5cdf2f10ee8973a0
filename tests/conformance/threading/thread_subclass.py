import threading
import time

class MyThread(threading.Thread):
    def __init__(self, thread_id, name, counter):
        threading.Thread.__init__(self)
        self.thread_id = thread_id
        self.name = name
        self.counter = counter

    def run(self):
        print('Starting ' + self.name)
        print_time(self.name, self.counter, 2)
        print('Exiting ' + self.name)

def print_time(thread_name, delay, counter):
    while counter:
        time.sleep(delay)
        print('%s: tick %d' % (thread_name, counter))
        counter -= 1

thread1 = MyThread(1, 'Thread-1', 0.2)
thread2 = MyThread(2, 'Thread-2', 0.5)

thread1.start()
thread2.start()
thread1.join()
thread2.join()
print('Exiting Main Thread', thread1.thread_id + thread2.thread_id)
