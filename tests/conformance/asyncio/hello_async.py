import asyncio

async def main():
    print('Hello ...')
    await asyncio.sleep(0.1)
    print('... World!')
    return 'result of main'

print(asyncio.run(main()))
coro = main()
print(type(coro).__name__, asyncio.iscoroutine(coro), asyncio.iscoroutinefunction(main))
coro.close()
try:
    asyncio.run(main)
except ValueError as e:
    print(e)

async def nested():
    try:
        inner = main()
        asyncio.run(inner)
    except RuntimeError as e:
        print(e)
        inner.close()

asyncio.run(nested())
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
