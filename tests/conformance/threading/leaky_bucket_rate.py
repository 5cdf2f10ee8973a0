import threading
import time

class RateLimiter:
    """At most `rate` permits per period; a refill thread hands them out."""

    def __init__(self, rate, period):
        self.rate = rate
        self.period = period
        self.tokens = threading.BoundedSemaphore(rate)
        self.used = 0
        self.done = threading.Event()
        self.refiller = threading.Thread(target=self.refill, daemon=True)
        self.refiller.start()

    def refill(self):
        while not self.done.wait(self.period):
            for _ in range(self.rate):
                try:
                    self.tokens.release()
                except ValueError:
                    break

    def __enter__(self):
        self.tokens.acquire()
        return self

    def __exit__(self, *exc):
        return False

start = time.monotonic()
limiter = RateLimiter(2, 0.3)
periods = []
for i in range(6):
    with limiter:
        periods.append(int((time.monotonic() - start) / 0.3))
limiter.done.set()
limiter.refiller.join()
print(periods)
print(limiter.refiller.is_alive())
