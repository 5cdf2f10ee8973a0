# stderr: user
from multiprocessing import Process

def load(table):
    return {'a': 1}[table]

def child(name):
    print('child runs')
    load(name)

if __name__ == '__main__':
    p = Process(target=child, args=('b',))
    p.start()
    p.join()
    print('exit code of the child:', p.exitcode)
    print('the parent goes on')
