"""simulated_web: pages, failures, latency and bandwidth of a program's own."""
import time
import urllib.error
import urllib.request

import requests

try:
    import simulated_web
except ImportError:
    raise SystemExit("only Timeslice has simulated_web")


def timed(call):
    start = time.perf_counter()
    call()
    return round(time.perf_counter() - start, 3)


simulated_web.page("https://shop.example/", "<h1>Hello</h1>", latency=0.25)
simulated_web.page("https://shop.example/api", {"items": [1, 2]})
simulated_web.page("https://shop.example/teapot", b"", status=418)
simulated_web.fail("https://shop.example/broken", latency=2)
assert requests.get("https://shop.example/").text == "<h1>Hello</h1>"
assert timed(lambda: requests.get("https://shop.example/")) == 0.25
assert requests.get("https://shop.example/api").json() == {"items": [1, 2]}
assert requests.get("https://shop.example/teapot").status_code == 418
try:
    urllib.request.urlopen("https://shop.example/broken")
except urllib.error.URLError as e:
    assert "Name or service not known" in str(e)
else:
    raise AssertionError
simulated_web.slow_down(4)
assert timed(lambda: requests.get("https://shop.example/")) == 1.0
simulated_web.reset()
simulated_web.latency, simulated_web.bandwidth = 0.0, 1000
assert timed(lambda: requests.get("https://httpbin.org/bytes/3000")) == 3.0
print("ok")
