from multiprocessing import Process
from multiprocessing.connection import Client, Listener, wait
from multiprocessing import Pipe

def client(address):
    with Client(address, authkey=b'secret password') as conn:
        print('client received', conn.recv())
        conn.send([2.25, None, 'junk', float])
        conn.send_bytes(b'hello')

def writer(conn, text):
    conn.send(text)
    conn.close()

if __name__ == '__main__':
    with Listener(('localhost', 0), authkey=b'secret password') as listener:
        p = Process(target=client, args=(listener.address,))
        p.start()
        with listener.accept() as conn:
            conn.send('welcome')
            print('server received', conn.recv())
            print(conn.recv_bytes())
            try:
                conn.recv()
            except EOFError:
                print('client closed')
        p.join()
    readers = []
    for text in ('a', 'b'):
        r, w = Pipe(duplex=False)
        readers.append(r)
        p = Process(target=writer, args=(w, text))
        p.start()
        w.close()
    got = []
    while readers:
        for r in wait(readers):
            try:
                got.append(r.recv())
            except EOFError:
                readers.remove(r)
    print(sorted(got))
