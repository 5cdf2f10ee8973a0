import threading

class H2O:
    def __init__(self):
        self.hydrogen_slots = threading.Semaphore(2)
        self.oxygen_slots = threading.Semaphore(1)
        self.barrier = threading.Barrier(3)
        self.lock = threading.Lock()
        self.made = ''

    def hydrogen(self):
        with self.hydrogen_slots:
            self.barrier.wait()
            self.emit('H')
            self.barrier.wait()

    def oxygen(self):
        with self.oxygen_slots:
            self.barrier.wait()
            self.emit('O')
            self.barrier.wait()

    def emit(self, atom):
        with self.lock:
            self.made += atom

water = H2O()
atoms = 'OOHHHHOHHHHO'
threads = [
    threading.Thread(target=water.hydrogen if a == 'H' else water.oxygen) for a in atoms
]
for t in threads:
    t.start()
for t in threads:
    t.join()
molecules = [water.made[i:i + 3] for i in range(0, len(water.made), 3)]
print([''.join(sorted(m)) for m in molecules])
