# compare: lines
import random
import threading
import time

random.seed()

def download(name):
    print(f'{name}: started')
    time.sleep(random.uniform(0.01, 0.1))
    print(f'{name}: finished')

threads = []
for n in range(4):
    t = threading.Thread(target=download, args=(f'file-{n}.zip',), daemon=False)
    t.start()
    threads.append(t)

while threads:
    threads = [t for t in threads if t.is_alive()]
    time.sleep(0.01)
print('all downloads are complete')
