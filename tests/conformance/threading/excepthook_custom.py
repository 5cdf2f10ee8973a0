import threading

def hook(args):
    print('hook:', args.exc_type.__name__, args.exc_value, 'in', args.thread.name)
    print('has traceback:', args.exc_traceback is not None)

original = threading.excepthook
threading.excepthook = hook

def fails(n):
    raise ValueError(f'bad value {n}')

def exits():
    raise SystemExit('ignored in a thread')

for number, (target, args) in enumerate([(fails, (1,)), (exits, ()), (fails, (2,))]):
    t = threading.Thread(target=target, args=args, name=f'T{number}')
    t.start()
    t.join()
threading.excepthook = original
print(threading.excepthook is threading.__excepthook__)
print('done')
