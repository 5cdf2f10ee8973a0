# stderr: user
import asyncio

async def read(settings, key):
    await asyncio.sleep(0)
    return settings[key]

async def main():
    print('before')
    value = await read({'a': 1}, 'b')
    print(value)

try:
    asyncio.run(main())
finally:
    print('loop closed')
