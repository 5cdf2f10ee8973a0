import threading
import time

class BarberShop:
    def __init__(self, chairs):
        self.chairs = chairs
        self.waiting = []
        self.mutex = threading.Lock()
        self.customers = threading.Semaphore(0)
        self.log = []

    def enter(self, name):
        with self.mutex:
            if len(self.waiting) == self.chairs:
                self.log.append(f'{name} leaves')
                return
            self.waiting.append(name)
            self.log.append(f'{name} sits down')
        self.customers.release()

    def barber(self, cuts):
        for _ in range(cuts):
            self.customers.acquire()
            with self.mutex:
                name = self.waiting.pop(0)
                self.log.append(f'barber cuts {name}')
            time.sleep(0.5)
        self.log.append('barber goes home')

shop = BarberShop(2)
t = threading.Thread(target=shop.barber, args=(4,))
t.start()
arrivals = [('Ann', 0.1), ('Bob', 0.1), ('Cid', 0.1), ('Dan', 0.1), ('Eve', 0.4)]
for name, wait in arrivals:
    time.sleep(wait)
    shop.enter(name)
t.join()
print(*shop.log, sep='\n')
