import asyncio

class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()
        self.log = []

    async def transfer(self, other, amount):
        first, second = sorted((self, other), key=id)
        async with first.lock, second.lock:
            if self.balance < amount:
                self.log.append(f'refused {amount}')
                return False
            self.balance -= amount
            await asyncio.sleep(0.01)
            other.balance += amount
            self.log.append(f'sent {amount}')
            return True

async def main():
    a, b = Account(100), Account(50)
    results = await asyncio.gather(a.transfer(b, 80), b.transfer(a, 30), a.transfer(b, 60))
    print(results, a.balance, b.balance, a.balance + b.balance)
    print(a.log, b.log)
    print(a.lock.locked(), b.lock.locked())

asyncio.run(main())
