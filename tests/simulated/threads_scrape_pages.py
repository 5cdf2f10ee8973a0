"""Threads that download pages overlap their waiting; a session is a context manager."""
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin

import requests

sites = ["https://www.python.org", "https://realpython.com/about", "https://www.jython.org"] * 4
local = threading.local()


def session():
    if not hasattr(local, "session"):
        local.session = requests.Session()
    return local.session


def download(url):
    with session().get(url) as response:
        assert response.status_code == 200 and response.ok and response.headers["content-type"].startswith("text/html")
        assert len(response.content) == int(response.headers["Content-Length"])
        return url, response.text


start = time.perf_counter()
one_by_one = dict(map(download, sites))
alone = time.perf_counter() - start
start = time.perf_counter()
with ThreadPoolExecutor(max_workers=6) as executor:
    together = dict(executor.map(download, sites))
assert together == one_by_one
assert time.perf_counter() - start < alone / 3, (time.perf_counter() - start, alone)

page = together["https://www.python.org"]
links = [urljoin("https://www.python.org", link) for link in re.findall(r'href="([^"]+)"', page)]
assert len(links) == 5 and all(link.startswith("https://www.python.org/page/") for link in links)
assert requests.get(links[0]).status_code == 200
assert requests.get("https://httpbin.org/status/404").status_code == 404
assert requests.get("https://httpbin.org/get", params={"a": 1}).json()["args"] == {"a": "1"}
assert requests.post("https://httpbin.org/post", json={"b": [2]}).json()["json"] == {"b": [2]}
posts = requests.get("https://jsonplaceholder.typicode.com/posts", params={"userId": 3}).json()
assert [p["id"] for p in posts] == list(range(21, 31))
for url, kind in (("http://nowhere.invalid/", requests.ConnectionError), ("http://localhost:8000", requests.ConnectionError), ("https://httpbin.org/delay/3", requests.Timeout)):
    try:
        requests.get(url, timeout=0.5)
    except kind as e:
        assert isinstance(e, requests.RequestException)
    else:
        raise AssertionError(url)
print("ok")
