# stderr: exact
import threading

def divide(a, b):
    return a / b

t = threading.Thread(target=divide, args=(1, 0))
t.start()
t.join()
print('the main thread goes on; alive:', t.is_alive())
