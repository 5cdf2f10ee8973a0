import threading

condition = threading.Condition()
turn = 'odd'
MAX = 10
output = []

def odd():
    global turn
    for n in range(1, MAX + 1, 2):
        with condition:
            while turn != 'odd':
                condition.wait()
            output.append(('odd', n))
            turn = 'even'
            condition.notify()

def even():
    global turn
    for n in range(2, MAX + 1, 2):
        with condition:
            while turn != 'even':
                condition.wait()
            output.append(('even', n))
            turn = 'odd'
            condition.notify()

t2 = threading.Thread(target=even)
t1 = threading.Thread(target=odd)
t2.start()
t1.start()
t1.join()
t2.join()
for who, n in output:
    print(f'{who:>4}: {n}')
