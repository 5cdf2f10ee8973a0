# compare: lines
import threading
import time

parking = threading.Semaphore(2)

def car(number):
    print(f'car {number} arrives')
    with parking:
        print(f'car {number} parks')
        time.sleep(0.05)
    print(f'car {number} leaves')

cars = [threading.Thread(target=car, args=(n,)) for n in range(5)]
for c in cars:
    c.start()
for c in cars:
    c.join()
print('the car park is empty')
