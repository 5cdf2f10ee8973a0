# compare: lines
import threading

def thread_function(name):
    for step in range(2):
        print('Thread %s: step %d' % (name, step))

if __name__ == '__main__':
    threads = list()
    for index in range(3):
        print('Main    : create and start thread %d.' % index)
        x = threading.Thread(target=thread_function, args=(index,))
        threads.append(x)
        x.start()
    for index, thread in enumerate(threads):
        thread.join()
        print('Main    : thread %d done' % index)
