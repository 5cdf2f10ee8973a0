import multiprocessing as mp

print('module is imported as', __name__)

def foo(q):
    q.put('hello from ' + mp.current_process().name)

if __name__ == '__main__':
    mp.set_start_method('spawn')
    q = mp.Queue()
    p = mp.Process(target=foo, args=(q,))
    p.start()
    print(q.get())
    p.join()
    with mp.Pool(1) as pool:
        print(pool.map(abs, [-1, -2]))
