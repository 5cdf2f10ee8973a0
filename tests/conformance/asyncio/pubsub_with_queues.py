import asyncio

class Hub:
    def __init__(self):
        self.subscriptions = set()

    def publish(self, message):
        for queue in self.subscriptions:
            queue.put_nowait(message)

class Subscription:
    def __init__(self, hub):
        self.hub = hub
        self.queue = asyncio.Queue()

    def __enter__(self):
        self.hub.subscriptions.add(self.queue)
        return self.queue

    def __exit__(self, *exc):
        self.hub.subscriptions.remove(self.queue)

async def reader(name, hub, limit, log):
    with Subscription(hub) as queue:
        count = 0
        while True:
            message = await queue.get()
            if message is None:
                break
            log.append(f'{name} read {message}')
            count += 1
            if count == limit:
                break
    log.append(f'{name} left')

async def main():
    hub, log = Hub(), []
    readers = [asyncio.create_task(reader(n, hub, limit, log)) for n, limit in (('r1', 2), ('r2', 99))]
    await asyncio.sleep(0)
    for n in range(3):
        hub.publish(f'message {n}')
        await asyncio.sleep(0.01)
    hub.publish(None)
    await asyncio.gather(*readers)
    print(*sorted(log), sep='\n')
    print(len(hub.subscriptions))

asyncio.run(main())
