import threading

order = []

def child():
    order.append('child runs')
    started.set()

for n in range(3):
    order.append(f'start {n}')
    started = threading.Event()
    t = threading.Thread(target=child)
    t.start()
    started.wait()
    t.join()
print(order)

class Chain(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f'link-{n}')
        self.n = n

    def run(self):
        if self.n > 0:
            next_link = Chain(self.n - 1)
            next_link.start()
            next_link.join()
        links.append(self.name)

links = []
head = Chain(4)
head.start()
head.join()
print(links)
