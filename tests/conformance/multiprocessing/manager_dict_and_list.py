from multiprocessing import Manager, Process

def f(d, l, key):
    d[key] = str(key) * 2
    d['0.25'] = None
    l.append(key)

if __name__ == '__main__':
    with Manager() as manager:
        d = manager.dict()
        l = manager.list(range(3))
        for key in (1, 2):
            p = Process(target=f, args=(d, l, key))
            p.start()
            p.join()
        print(d)
        print(l, len(l), l[-1], list(l), sorted(d.keys(), key=str), 1 in d)
        l.reverse()
        l.extend([7, 8])
        l[0] = 'first'
        print(l[:], d.get('none', 'default'), d.copy() == dict(d), d.pop(1))
        ns = manager.Namespace()
        ns.x, ns.y = 10, 'hello'
        print(ns.x, ns.y)
        nested = manager.dict()
        nested['inner'] = {}
        nested['inner']['lost'] = 1
        print(nested)
        copy = nested['inner']
        copy['kept'] = 2
        nested['inner'] = copy
        print(nested)
        v = manager.Value('i', 5)
        v.value += 1
        print(v.value)
        try:
            d['missing']
        except KeyError as e:
            print('KeyError', e)
