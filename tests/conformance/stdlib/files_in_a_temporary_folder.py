import os
import tempfile
import threading

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'log.txt')
    with open(path, 'w') as f:
        print(f.write('first line\n'), f.name == path, f.mode, f.closed)
        f.writelines(['second\n', 'third\n'])
    with open(path, 'a', encoding='utf-8') as f:
        f.write('fourth é\n')
    with open(path, encoding='utf-8') as f:
        print(f.readline(), end='')
        print([line.strip() for line in f])
    with open(path, 'rb') as f:
        print(f.read()[-9:], f.tell())
    lock = threading.Lock()

    def writer(n):
        for i in range(3):
            with lock, open(path, 'a') as f:
                f.write(f'thread {n} line {i}\n')

    threads = [threading.Thread(target=writer, args=(n,)) for n in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with open(path) as f:
        lines = f.read().splitlines()
    print(len(lines), sum(line.startswith('thread 1') for line in lines))
    print(os.path.exists(path), os.path.getsize(path) > 0, os.listdir(folder))
    os.rename(path, path + '.bak')
    os.remove(path + '.bak')
    print(os.listdir(folder))
    try:
        f.write('x')
    except ValueError as e:
        print(e)
print(os.path.exists(folder))
