"""HTTP for people, on the simulated network."""

import datetime
import json as _json
from urllib.parse import urlencode, urlsplit

from _simulated_web import Exchange, Headers, Unreachable, reason

from . import adapters, exceptions
from .exceptions import (
    ConnectionError,
    ConnectTimeout,
    HTTPError,
    JSONDecodeError,
    ReadTimeout,
    RequestException,
    Timeout,
    TooManyRedirects,
)

__version__ = "2.32.0"


class _Codes:
    """requests.codes.ok and the like."""

    def __getattr__(self, name):
        from http import HTTPStatus

        if name == "ok":
            return 200
        for status in HTTPStatus:
            if status.name.lower() == name.lower():
                return int(status)
        raise AttributeError(f"'lookup' object has no attribute {name!r}")


codes = _Codes()


class Response:
    def __init__(self, exchange, history=()):
        self._exchange = exchange
        self.status_code = exchange.status
        self.headers = exchange.headers
        self.url = exchange.url
        self.reason = reason(exchange.status)
        self.encoding = exchange.headers.get_content_charset() or (
            "ISO-8859-1" if exchange.headers.get_content_type().startswith("text/") else None
        )
        self.history = list(history)
        self.elapsed = datetime.timedelta(microseconds=exchange.latency_ns // 1000)
        self._arrived = False

    @property
    def content(self):
        if not self._arrived:
            self._arrived = True
            self._exchange.wait_for_body()
        return self._exchange.body

    @property
    def text(self):
        return self.content.decode(self.encoding or "utf-8", "replace")

    def json(self, **kwargs):
        try:
            return _json.loads(self.content, **kwargs)
        except ValueError as exc:
            raise JSONDecodeError(*exc.args) from None

    @property
    def ok(self):
        return self.status_code < 400

    def __bool__(self):
        return self.ok

    def raise_for_status(self):
        if self.status_code >= 400:
            kind = "Client" if self.status_code < 500 else "Server"
            raise HTTPError(f"{self.status_code} {kind} Error: {self.reason} for url: {self.url}", response=self)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        data = self.content
        size = len(data) if chunk_size is None else chunk_size
        for i in range(0, len(data), size):
            yield data[i : i + size]

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        yield from self.text.splitlines() if decode_unicode else self.content.splitlines()

    __iter__ = iter_content

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


class Session:
    def __init__(self):
        self.headers = Headers({"User-Agent": f"python-requests/{__version__}", "Accept-Encoding": "gzip, deflate", "Accept": "*/*", "Connection": "keep-alive"})
        self.params = {}
        self.auth = None
        self.cookies = {}

    def mount(self, prefix, adapter):
        pass

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None,
                allow_redirects=True, proxies=None, hooks=None, stream=False, verify=None, cert=None, json=None):  # fmt: skip
        parts = urlsplit(url)
        if not parts.scheme:
            raise exceptions.MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        if parts.scheme not in ("http", "https"):
            raise exceptions.InvalidSchema(f"No connection adapters were found for {url!r}")
        if not parts.netloc:
            raise exceptions.InvalidURL(f"Invalid URL {url!r}: No host supplied")
        query = {**self.params, **(params or {})} if not isinstance(params, str) else params
        if query:
            text = query if isinstance(query, str) else urlencode(query, doseq=True)
            url += ("&" if parts.query else "?") + text
        elif not parts.path:
            url += "/"
        body = data
        if json is not None:
            body = _json.dumps(json).encode()
        elif isinstance(data, dict):
            body = urlencode(data, doseq=True).encode()
        elif isinstance(data, str):
            body = data.encode()
        limit = timeout[1] if isinstance(timeout, tuple) else timeout
        exchange = Exchange(url, method.upper(), body)
        try:
            exchange.wait_for_answer(limit)
        except Unreachable as exc:
            raise ConnectionError(
                f"HTTPConnectionPool(host={parts.hostname!r}, port={parts.port or (443 if parts.scheme == 'https' else 80)}): "
                f"Max retries exceeded with url: {parts.path or '/'} (Caused by {exc})"
            ) from exc
        except TimeoutError:
            raise ReadTimeout(
                f"HTTPConnectionPool(host={parts.hostname!r}, port={parts.port or (443 if parts.scheme == 'https' else 80)}): "
                f"Read timed out. (read timeout={limit})"
            ) from None
        response = Response(exchange)
        if not stream:
            response.content
        return response

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def session():
    return Session()


def request(method, url, **kwargs):
    with Session() as session:
        return session.request(method, url, **kwargs)


def get(url, params=None, **kwargs):
    return request("get", url, params=params, **kwargs)


def options(url, **kwargs):
    return request("options", url, **kwargs)


def head(url, **kwargs):
    return request("head", url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request("post", url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    return request("put", url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    return request("patch", url, data=data, **kwargs)


def delete(url, **kwargs):
    return request("delete", url, **kwargs)
