"""Asynchronous HTTP, on the simulated network."""

import asyncio
import json as _json
from urllib.parse import urlencode, urlsplit

import _timeslice
from _simulated_web import Exchange, reason

__version__ = "3.11.0"


class ClientError(Exception):
    pass


class ClientConnectionError(ClientError):
    pass


class ClientOSError(ClientConnectionError, OSError):
    pass


class ClientConnectorError(ClientOSError):
    pass


class ServerTimeoutError(ClientConnectionError, asyncio.TimeoutError):
    pass


class ClientPayloadError(ClientError):
    pass


class InvalidURL(ClientError, ValueError):
    pass


class ClientResponseError(ClientError):
    def __init__(self, request_info, history, *, status=0, message="", headers=None):
        self.request_info = request_info
        self.history = history
        self.status = status
        self.message = message
        self.headers = headers
        super().__init__(request_info, history)

    def __str__(self):
        return f"{self.status}, message={self.message!r}, url={self.request_info!r}"


class ContentTypeError(ClientResponseError):
    pass


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total = total
        self.connect = connect
        self.sock_read = sock_read
        self.sock_connect = sock_connect

    def __repr__(self):
        return f"ClientTimeout(total={self.total}, connect={self.connect}, sock_read={self.sock_read}, sock_connect={self.sock_connect})"


class TCPConnector:
    """Limits how many connections are open at a time (0: as many as asked for)."""

    def __init__(self, *, limit=100, limit_per_host=0, **options):
        self.limit = limit
        self.limit_per_host = limit_per_host
        self.closed = False
        self._slots = asyncio.Semaphore(limit) if limit else None
        self._per_host = {}

    async def _acquire(self, host):
        if self.limit_per_host:
            slots = self._per_host.setdefault(host, asyncio.Semaphore(self.limit_per_host))
            await slots.acquire()
        if self._slots is not None:
            await self._slots.acquire()

    def _release(self, host):
        if self._slots is not None:
            self._slots.release()
        if self.limit_per_host:
            self._per_host[host].release()

    async def close(self):
        self.closed = True


class StreamReader:
    """The body of a response, in pieces."""

    def __init__(self, response):
        self._response = response
        self._position = 0

    async def read(self, n=-1):
        body = await self._response.read()
        end = len(body) if n < 0 else self._position + n
        data = body[self._position : end]
        self._position += len(data)
        return data

    async def iter_chunked(self, n):
        while data := await self.read(n):
            yield data

    async def iter_any(self):
        if data := await self.read():
            yield data


class ClientResponse:
    def __init__(self, exchange, on_release):
        self._exchange = exchange
        self._on_release = on_release
        self._arrived = False
        self.status = exchange.status
        self.reason = reason(exchange.status)
        self.method = exchange.method
        self.url = self.real_url = exchange.url
        self.headers = exchange.headers
        self.history = ()
        self.content = StreamReader(self)
        self.closed = False

    @property
    def ok(self):
        return self.status < 400

    @property
    def content_type(self):
        return self.headers.get_content_type()

    @property
    def charset(self):
        return self.headers.get_content_charset()

    @property
    def content_length(self):
        length = self.headers.get("Content-Length")
        return None if length is None else int(length)

    async def read(self):
        if not self._arrived:
            self._arrived = True
            if self._exchange.transfer_ns:
                _timeslice.event("io_begin", self._exchange.label)
                await asyncio.sleep(self._exchange.transfer_ns / 1e9)
                _timeslice.event("io_end", self._exchange.label)
            self.release()
        return self._exchange.body

    def get_encoding(self):
        return self.charset or "utf-8"

    async def text(self, encoding=None, errors="strict"):
        return (await self.read()).decode(encoding or self.get_encoding(), errors)

    async def json(self, *, encoding=None, loads=_json.loads, content_type="application/json"):
        if content_type and self.content_type != content_type:
            raise ContentTypeError(
                self.url, self.history, status=self.status, headers=self.headers,
                message=f"Attempt to decode JSON with unexpected mimetype: {self.headers.get('Content-Type', '')}",
            )  # fmt: skip
        text = (await self.text(encoding)).strip()
        return loads(text) if text else None

    def raise_for_status(self):
        if not self.ok:
            self.release()
            raise ClientResponseError(self.url, self.history, status=self.status, message=self.reason, headers=self.headers)

    def release(self):
        if not self.closed:
            self.closed = True
            self._on_release()

    close = release

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        self.release()

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n"


class _RequestContextManager:
    """What session.get() returns: to be awaited, or entered with `async with`."""

    def __init__(self, coroutine):
        self._coroutine = coroutine
        self._response = None

    def __await__(self):
        return self._coroutine.__await__()

    async def __aenter__(self):
        self._response = await self._coroutine
        return self._response

    async def __aexit__(self, *exc_info):
        self._response.release()


class ClientSession:
    def __init__(self, base_url=None, *, connector=None, headers=None, timeout=None, raise_for_status=False, **options):
        asyncio.get_running_loop()
        self._base_url = base_url
        self._connector = connector or TCPConnector()
        self._timeout = timeout
        self._raise_for_status = raise_for_status
        self.headers = dict(headers or {})
        self.closed = False

    @property
    def connector(self):
        return self._connector

    async def _request(self, method, url, *, params=None, data=None, json=None, headers=None, timeout=None, raise_for_status=None,
                       allow_redirects=True, ssl=None, **options):  # fmt: skip
        if self.closed:
            raise RuntimeError("Session is closed")
        url = str(url)
        if self._base_url:
            url = self._base_url.rstrip("/") + url
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise InvalidURL(url)
        if params:
            url += ("&" if parts.query else "?") + urlencode(params)
        body = data
        if json is not None:
            body = _json.dumps(json).encode()
        elif isinstance(data, dict):
            body = urlencode(data).encode()
        elif isinstance(data, str):
            body = data.encode()
        timeout = self._timeout if timeout is None else timeout
        limit = timeout.total if isinstance(timeout, ClientTimeout) else timeout
        await self._connector._acquire(parts.netloc)
        released = False

        def release():
            nonlocal released
            if not released:
                released = True
                self._connector._release(parts.netloc)

        try:
            exchange = Exchange(url, method, body)
            _timeslice.event("io_begin", exchange.label)
            try:
                if limit is not None and exchange.latency_ns > limit * 1e9:
                    await asyncio.sleep(limit)
                    raise ServerTimeoutError("Timeout on reading data from socket")
                await asyncio.sleep(exchange.latency_ns / 1e9)
            finally:
                _timeslice.event("io_end", exchange.label)
            if exchange.status <= 0:
                port = parts.port or (443 if parts.scheme == "https" else 80)
                why = exchange.unreachable()
                raise ClientConnectorError(why.errno, f"Cannot connect to host {parts.hostname}:{port} ssl:default [{why.strerror}]")
            response = ClientResponse(exchange, release)
        except BaseException:
            release()
            raise
        check = self._raise_for_status if raise_for_status is None else raise_for_status
        if check:
            response.raise_for_status()
        return response

    def request(self, method, url, **kwargs):
        return _RequestContextManager(self._request(method.upper(), url, **kwargs))

    def get(self, url, *, allow_redirects=True, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, *, data=None, **kwargs):
        return self.request("POST", url, data=data, **kwargs)

    def put(self, url, *, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, *, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    async def close(self):
        if not self.closed:
            self.closed = True
            await self._connector.close()

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, *args):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()


def request(method, url, **kwargs):
    async def alone():
        async with ClientSession() as session:
            response = await session.request(method, url, **kwargs)
            await response.read()
            return response

    return _RequestContextManager(alone())
