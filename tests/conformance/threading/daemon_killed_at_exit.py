import threading
import time

def background():
    try:
        while True:
            print('daemon: working')
            time.sleep(0.4)
    finally:
        print('daemon: never cleaned up')

def foreground():
    time.sleep(0.8)
    print('foreground: done')

d = threading.Thread(target=background, daemon=True)
f = threading.Thread(target=foreground)
d.start()
time.sleep(0.2)
f.start()
print('main: nothing left to do')
