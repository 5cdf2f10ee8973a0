# stderr: user
import asyncio

async def forgotten():
    print('never printed')

async def main():
    forgotten()
    print('main goes on')
    coro = forgotten()
    await coro
    try:
        await coro
    except RuntimeError as e:
        print(e)

async def forgotten():
    return 'value'

asyncio.run(main())
result = forgotten()
print(type(result).__name__)
del result
print('end')
