import threading

lock = threading.Lock()
blocks = []

class Printer(threading.Thread):
    def __init__(self, number):
        super().__init__(name=f'printer-{number}')
        self.number = number

    def run(self):
        with lock:
            block = []
            for line in range(3):
                block.append(f'{self.name} line {line}')
            blocks.extend(block)

printers = [Printer(n) for n in range(4)]
for p in printers:
    p.start()
for p in printers:
    p.join()
starts = [b for b in blocks if b.endswith('line 0')]
print(len(blocks), sorted(starts))
for i in range(0, len(blocks), 3):
    owner = {line.split()[0] for line in blocks[i:i + 3]}
    print('whole block:', len(owner) == 1)
