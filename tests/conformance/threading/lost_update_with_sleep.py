import threading
import time

balance = 100

def withdraw(amount):
    global balance
    current = balance
    time.sleep(0.1)
    balance = current - amount

def run(target):
    threads = [threading.Thread(target=target, args=(10,)) for _ in range(5)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()

run(withdraw)
print('unsafe balance:', balance)

balance = 100
lock = threading.Lock()

def safe_withdraw(amount):
    with lock:
        withdraw(amount)

run(safe_withdraw)
print('safe balance:', balance)
