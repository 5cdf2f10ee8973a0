"""aiohttp: requests of one loop overlap, a connector limits them."""
import asyncio
import time

import aiohttp


async def user(session, number):
    async with session.get(f"https://jsonplaceholder.typicode.com/users/{number}") as response:
        response.raise_for_status()
        return (await response.json())["name"]


async def delayed(session, seconds):
    response = await session.get(f"https://httpbin.org/delay/{seconds}")
    return (await response.json())["url"][-1]


async def main():
    async with aiohttp.ClientSession() as session:
        start = time.monotonic()
        names = await asyncio.gather(*(user(session, n) for n in range(1, 6)))
        assert names[0] == "Leanne Graham" and len(set(names)) == 5
        assert time.monotonic() - start < 0.4

        start = time.monotonic()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(delayed(session, n)) for n in (1, 2)]
        assert 2 <= time.monotonic() - start < 2.5
        assert [t.result() for t in tasks] == ["1", "2"]

        async with session.get("https://www.python.org/") as response:
            assert "</html>" in await response.text() and response.content_type == "text/html"
        async with session.get("https://example.org/picture.png") as response:
            assert (await response.read()).startswith(b"\x89PNG")
        for url, kind in (("http://nowhere.invalid", aiohttp.ClientConnectorError), ("https://jsonplaceholder.typicode.com/users/99", aiohttp.ClientResponseError)):
            try:
                async with session.get(url) as response:
                    response.raise_for_status()
            except kind:
                pass
            else:
                raise AssertionError(url)
        try:
            async with session.get("https://httpbin.org/delay/5", timeout=aiohttp.ClientTimeout(total=1)):
                pass
        except asyncio.TimeoutError:
            pass

    start = time.monotonic()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as session:
        await asyncio.gather(*(user(session, n) for n in range(1, 6)))
    assert time.monotonic() - start > 0.3


asyncio.run(main())
print("ok")
