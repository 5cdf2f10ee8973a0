from threading import Barrier, Thread
from time import sleep

start_line = Barrier(4)
finish = []

def runner(name, pace):
    start_line.wait()
    for lap in range(2):
        sleep(pace)
    finish.append(name)

def starter():
    sleep(0.2)
    print('Ready, steady...')
    start_line.wait()
    print('Go!')

team = [Thread(target=runner, args=args) for args in (('Ann', 0.3), ('Bob', 0.1), ('Cid', 0.2))]
for t in team:
    t.start()
s = Thread(target=starter)
s.start()
s.join()
for t in team:
    t.join()
for place, name in enumerate(finish, start=1):
    print(place, name)
