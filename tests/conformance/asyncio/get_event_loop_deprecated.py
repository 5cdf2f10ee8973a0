import asyncio

async def tick():
    print('Tick')
    await asyncio.sleep(0.1)
    print('Tock')

async def main():
    await asyncio.gather(tick(), tick(), tick())

if __name__ == '__main__':
    loop = asyncio.get_event_loop()
    try:
        loop.run_until_complete(main())
    finally:
        loop.close()
    print('closed:', loop.is_closed())
