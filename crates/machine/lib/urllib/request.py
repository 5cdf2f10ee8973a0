"""Opening URLs on the simulated network."""

import io

from _simulated_web import Exchange, Unreachable, reason
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

__all__ = ["Request", "urlopen", "urlretrieve", "urlcleanup", "build_opener", "install_opener", "OpenerDirector"]


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        parts = urlsplit(url)
        if not parts.scheme:
            raise ValueError(f"unknown url type: {url!r}")
        self.full_url = url
        self.type = parts.scheme
        self.host = parts.netloc
        self.selector = (parts.path or "/") + ("?" + parts.query if parts.query else "")
        self.data = data
        self.headers = {}
        self.method = method
        for name, value in headers.items():
            self.add_header(name, value)

    def get_method(self):
        return self.method or ("GET" if self.data is None else "POST")

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, default)


class HTTPResponse:
    """An answer; reading it takes as long as its bytes need to arrive."""

    def __init__(self, exchange):
        self._exchange = exchange
        self._position = 0
        self._arrived = False
        self._closed = False
        self.status = self.code = exchange.status
        self.reason = self.msg = reason(exchange.status)
        self.headers = exchange.headers
        self.url = exchange.url
        self.version = 11

    def read(self, amt=None):
        if self._closed:
            return b""
        if not self._arrived:
            self._arrived = True
            self._exchange.wait_for_body()
        end = len(self._exchange.body) if amt is None or amt < 0 else self._position + amt
        data = self._exchange.body[self._position : end]
        self._position += len(data)
        return data

    def readline(self):
        rest = self.read()
        end = rest.find(b"\n") + 1 or len(rest)
        self._position -= len(rest) - end
        return rest[:end]

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return list(self.headers.items())

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status

    def readable(self):
        return True

    def close(self):
        self._closed = True

    closed = property(lambda self: self._closed)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def urlopen(url, data=None, timeout=None, *, context=None):
    request = Request(url, data) if isinstance(url, str) else url
    if data is not None:
        request.data = data
    if request.data is not None and isinstance(request.data, str):
        raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.")
    if request.type not in ("http", "https"):
        raise URLError(f"unknown url type: {request.type}")
    exchange = Exchange(request.full_url, request.get_method(), request.data)
    try:
        exchange.wait_for_answer(timeout)
    except (TimeoutError, Unreachable) as exc:
        raise URLError(exc) from exc
    response = HTTPResponse(exchange)
    if response.status >= 400:
        raise HTTPError(request.full_url, response.status, response.reason, response.headers, response)
    return response


def urlretrieve(url, filename=None, reporthook=None, data=None):
    with urlopen(url, data) as response:
        if filename is None:
            import tempfile

            filename = tempfile.mkstemp()[1]
        if reporthook:
            reporthook(0, 8192, len(response._exchange.body))
        with io.open(filename, "wb") as file:
            file.write(response.read())
        if reporthook:
            reporthook(1, 8192, len(response._exchange.body))
    return filename, response.headers


def urlcleanup():
    pass


class OpenerDirector:
    def __init__(self):
        self.addheaders = [("User-agent", "Python-urllib/3.13")]

    def open(self, fullurl, data=None, timeout=None):
        return urlopen(fullurl, data, timeout)


def build_opener(*handlers):
    if handlers:
        raise NotImplementedError("urllib handlers are not supported in Timeslice")
    return OpenerDirector()


def install_opener(opener):
    pass
