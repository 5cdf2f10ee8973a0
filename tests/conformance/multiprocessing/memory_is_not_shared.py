import multiprocessing
import threading

result = []
counter = 0

def square_list(numbers):
    global result, counter
    for n in numbers:
        result.append(n * n)
    counter += 1
    print('Result(in worker):', result, counter)

if __name__ == '__main__':
    numbers = [1, 2, 3, 4]
    counter = 10
    p = multiprocessing.Process(target=square_list, args=(numbers,))
    p.start()
    p.join()
    print('Result(in main after process):', result, counter)
    t = threading.Thread(target=square_list, args=(numbers,))
    t.start()
    t.join()
    print('Result(in main after thread):', result, counter)
