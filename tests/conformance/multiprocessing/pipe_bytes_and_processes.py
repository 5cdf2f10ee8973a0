from multiprocessing import Pipe, Process

MESSAGES = ['hello', 'hey', 'hru?', 'END']

def sender(conn, msgs):
    for msg in msgs:
        conn.send(msg)
    conn.close()

def receiver(conn):
    while True:
        msg = conn.recv()
        if msg == 'END':
            break
        print('Received the message:', msg)
    conn.close()

if __name__ == '__main__':
    parent_conn, child_conn = Pipe()
    p1 = Process(target=sender, args=(parent_conn, MESSAGES))
    p2 = Process(target=receiver, args=(child_conn,))
    p1.start()
    p2.start()
    p1.join()
    p2.join()
    a, b = Pipe()
    a.send_bytes(b'raw bytes')
    print(b.recv_bytes())
    with a, b:
        b.send(5)
        print(a.recv())
    print(a.closed)
    try:
        c, d = Pipe()
        c.send(lambda: 1)
    except Exception as e:
        print('cannot send a lambda')
