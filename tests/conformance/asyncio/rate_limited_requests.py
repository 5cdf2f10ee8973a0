import asyncio
import time

class RateLimiter:
    def __init__(self, per_period, period):
        self.per_period = per_period
        self.period = period
        self.semaphore = asyncio.Semaphore(per_period)

    async def __aenter__(self):
        await self.semaphore.acquire()
        asyncio.get_running_loop().call_later(self.period, self.semaphore.release)

    async def __aexit__(self, *exc):
        pass

async def request(n, limiter, start):
    async with limiter:
        return n, int((time.monotonic() - start + 0.02) / 0.3)

async def main():
    limiter = RateLimiter(2, 0.3)
    start = time.monotonic()
    for n, period in await asyncio.gather(*(request(n, limiter, start) for n in range(6))):
        print(f'request {n} in period {period}')

asyncio.run(main())
