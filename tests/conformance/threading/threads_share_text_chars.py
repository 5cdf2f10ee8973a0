# compare: chars
import sys
import threading

def spell(word):
    for letter in word:
        sys.stdout.write(letter)
        sys.stdout.flush()
    sys.stdout.write('\n')

words = ('alpha', 'beta', 'gamma', 'delta')
threads = [threading.Thread(target=spell, args=(w,)) for w in words]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('spelled', len(words), 'words')
