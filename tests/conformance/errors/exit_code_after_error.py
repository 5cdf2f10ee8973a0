import sys
import threading

def worker():
    print('worker still finishes')

def main():
    t = threading.Thread(target=worker)
    t.start()
    t.join()
    print('about to fail', file=sys.stderr)
    raise OSError(2, 'No such file or directory', 'data.txt')

main()
