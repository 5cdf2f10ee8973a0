"""The simulated network, as a program can set it up. Only Timeslice has this module; a file that
also runs elsewhere imports it in a `try`:

    try:
        import simulated_web
        simulated_web.page("https://example.org/", "<h1>Hello</h1>", latency=0.2)
        simulated_web.fail("https://example.org/broken")
    except ImportError:
        pass

Without it every host answers: pages of words and links, JSON below `/api/` and for hosts that begin
with `api.`, files and pictures by the path's ending; `httpbin.org` and
`jsonplaceholder.typicode.com` have the shape of the real ones; `.invalid` and `.test` do not exist.
What an address answers, and how long that takes, depends on the address and the run's seed alone.
"""

__all__ = ["page", "fail", "slow_down", "reset", "latency", "bandwidth"]

# Seconds until every answer begins, and bytes a second; None: as the network has it.
latency = None
bandwidth = None

_pages = {}
_factor = 1.0


def page(url, body="", *, status=200, content_type=None, headers=None, latency=None):
    """What `url` answers from now on: a str, bytes, or something for JSON."""
    if isinstance(body, str):
        body, kind = body.encode(), "text/html; charset=utf-8"
    elif isinstance(body, (bytes, bytearray)):
        body, kind = bytes(body), "application/octet-stream"
    else:
        import json

        body, kind = json.dumps(body).encode(), "application/json; charset=utf-8"
    fields = {"Content-Type": content_type or kind, "Content-Length": str(len(body)), "Server": "Timeslice (simulated)"}
    fields.update(headers or {})
    _pages[url] = status, fields, body, latency


def fail(url, *, latency=None):
    """`url` cannot be reached from now on."""
    _pages[url] = 0, {}, b"", latency


def slow_down(factor):
    """Everything takes `factor` times as long."""
    global _factor
    _factor = float(factor)


def reset():
    """Forgets all of the above."""
    global _factor, latency, bandwidth
    _pages.clear()
    _factor, latency, bandwidth = 1.0, None, None


def _answer(url, answer):
    """The network's answer as it was set up here."""
    status, headers, body, latency_ns, transfer_ns = answer
    if latency is not None:
        latency_ns = int(latency * 1e9)
    known = _pages.get(url) or _pages.get(url.rstrip("/"))
    if known is not None:
        status, headers, body, own = known
        latency_ns = latency_ns if own is None else int(own * 1e9)
        transfer_ns = len(body) * 80
    if bandwidth is not None:
        transfer_ns = int(len(body) / bandwidth * 1e9)
    return status, headers, body, int(latency_ns * _factor), int(transfer_ns * _factor)
