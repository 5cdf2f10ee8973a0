import collections
import heapq
import time
import types

@types.coroutine
def switch():
    yield ('switch',)

@types.coroutine
def sleep(seconds):
    yield ('sleep', seconds)

class Loop:
    def __init__(self):
        self.ready = collections.deque()
        self.sleeping = []
        self.sequence = 0

    def new_task(self, coro):
        self.ready.append(coro)

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                deadline, _, coro = heapq.heappop(self.sleeping)
                delta = deadline - time.time()
                if delta > 0:
                    time.sleep(delta)
                self.ready.append(coro)
            coro = self.ready.popleft()
            try:
                op, *args = coro.send(None)
            except StopIteration:
                continue
            getattr(self, 'do_' + op)(coro, *args)

    def do_switch(self, coro):
        self.ready.append(coro)

    def do_sleep(self, coro, seconds):
        self.sequence += 1
        heapq.heappush(self.sleeping, (time.time() + seconds, self.sequence, coro))

async def countdown(n):
    while n > 0:
        print('Down', n)
        await sleep(0.4)
        n -= 1

async def countup(stop):
    x = 0
    while x < stop:
        print('Up', x)
        await sleep(0.1)
        x += 1

async def spinner(name):
    for i in range(2):
        print(name, i)
        await switch()

loop = Loop()
loop.new_task(countdown(3))
loop.new_task(countup(4))
loop.new_task(spinner('spin'))
loop.run()
print('loop is empty')
