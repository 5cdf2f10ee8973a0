# compare: chars
import sys
import threading

def letters(letter, times):
    for _ in range(times):
        print(letter, end=' ')
        sys.stdout.flush()
    print('done', flush=True)

threads = [threading.Thread(target=letters, args=(c, 5)) for c in 'abc']
for t in threads:
    t.start()
for t in threads:
    t.join()
print('end', 'of', 'program', sep='-', file=sys.stdout)
sys.stdout.write('written\n')
