import multiprocessing as mp
import pickle
import threading

class Point:
    def __init__(self, x):
        self.x = x

def outer():
    def local():
        pass
    return local

def double(x):
    return x * 2

if __name__ == '__main__':
    for thing in (lambda: 0, outer(), threading.Lock(), (n for n in range(3)), open(__file__)):
        try:
            pickle.dumps(thing)
        except (pickle.PicklingError, AttributeError, TypeError) as e:
            print(type(e).__name__, str(e).replace('<function <lambda> at', '<lambda at').split(' at 0x')[0])
    print(pickle.loads(pickle.dumps(Point(5))).x, pickle.loads(pickle.dumps(double))(4), pickle.loads(pickle.dumps(len)) is len)
    with mp.Pool(1) as pool:
        try:
            pool.map(lambda x: x, [1])
        except Exception as e:
            print(type(e).__name__)
        print(pool.map(double, [1, 2]))
    shared = [1]
    a, b = pickle.loads(pickle.dumps([shared, shared]))
    print(a is b, a is shared)
