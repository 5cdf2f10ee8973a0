from multiprocessing import Pipe, Process

def child(conn):
    while True:
        try:
            message = conn.recv()
        except EOFError:
            print('child: end of file')
            break
        conn.send((message, len(message)))
    conn.close()

if __name__ == '__main__':
    parent_conn, child_conn = Pipe()
    p = Process(target=child, args=(child_conn,))
    p.start()
    for message in ('hello', [1, 2, 3], {'k': 'v'}):
        parent_conn.send(message)
        print(parent_conn.recv())
    print(parent_conn.poll(), parent_conn.poll(0.05))
    child_conn.close()
    p.terminate()
    p.join()
    a, b = Pipe(duplex=False)
    b.send('one way')
    print(a.poll(), a.recv())
    for call in (lambda: a.send(1), lambda: b.recv()):
        try:
            call()
        except OSError as e:
            print(e)
    b.close()
    try:
        a.recv()
    except EOFError as e:
        print('EOFError', repr(e))
    print(a.closed, b.closed)
    a.close()
    try:
        a.recv()
    except OSError as e:
        print(e)
