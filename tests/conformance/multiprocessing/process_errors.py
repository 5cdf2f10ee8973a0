from multiprocessing import Process

def work():
    pass

if __name__ == '__main__':
    p = Process(target=work)
    for call in (p.join,):
        try:
            call()
        except AssertionError as e:
            print(type(e).__name__, str(e)[:40])
    p.start()
    try:
        p.start()
    except AssertionError as e:
        print(e)
    p.join()
    try:
        p.daemon = True
    except AssertionError as e:
        print(e)
    try:
        Process(group=1)
    except AssertionError as e:
        print(e if str(e) else 'group must be None')
    print(p.join(), p.join(timeout=0.1), p.exitcode)
