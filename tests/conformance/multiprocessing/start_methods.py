import multiprocessing as mp

value = 'set at import'

def show(label):
    print(label, value, __name__ == '__main__', mp.current_process().name)

if __name__ == '__main__':
    value = 'changed in main'
    print(mp.get_start_method(), sorted(mp.get_all_start_methods()))
    for method in ('fork', 'spawn'):
        ctx = mp.get_context(method)
        p = ctx.Process(target=show, args=(method,))
        p.start()
        p.join()
        print(p.exitcode)
    try:
        mp.set_start_method('spawn')
    except RuntimeError as e:
        print(e)
    mp.set_start_method('spawn', force=True)
    print(mp.get_start_method())
    try:
        mp.get_context('teleport')
    except ValueError as e:
        print(e)
