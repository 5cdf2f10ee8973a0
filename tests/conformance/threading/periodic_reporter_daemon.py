import threading
import time

progress = {'done': 0}

def reporter():
    while True:
        time.sleep(0.25)
        print(f"progress: {progress['done']}%")

threading.Thread(target=reporter, daemon=True).start()

def work():
    for step in range(4):
        time.sleep(0.2)
        progress['done'] = (step + 1) * 25

worker = threading.Thread(target=work)
worker.start()
worker.join()
print('finished at', progress['done'])
