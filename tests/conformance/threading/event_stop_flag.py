import threading
import time

class StoppableThread(threading.Thread):
    def __init__(self):
        super().__init__(name='stoppable')
        self._stop_event = threading.Event()
        self.rounds = 0

    def stop(self):
        self._stop_event.set()

    def stopped(self):
        return self._stop_event.is_set()

    def run(self):
        while not self.stopped():
            self.rounds += 1
            self._stop_event.wait(0.2)
        print(self.name, 'noticed the request')

t = StoppableThread()
t.start()
time.sleep(0.5)
print('stopped?', t.stopped(), 'alive?', t.is_alive())
t.stop()
t.join()
print('stopped?', t.stopped(), 'alive?', t.is_alive())
print('rounds:', t.rounds)
