import asyncio
import sys

async def leaves():
    await asyncio.sleep(0.01)
    sys.exit(4)

async def other():
    try:
        await asyncio.sleep(10)
    finally:
        print('other is cleaned up')

async def main():
    t = asyncio.create_task(other())
    await asyncio.sleep(0)
    await leaves()

try:
    asyncio.run(main())
except SystemExit as e:
    print('caught', e.code)
asyncio.run(main())
