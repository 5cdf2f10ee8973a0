"""The simulated network, as urllib, requests and aiohttp share it.

`_timeslice.fetch(url, method, body)` decides what a server answers and how long
that takes: (status, headers, body, latency_ns, transfer_ns); status 0 means that
there is no such host, -1 that nothing listens there. `simulated_web` is how a
program changes that. Everything here is marked as simulated in the trace.
"""

import sys
import time

import _timeslice
from http import HTTPStatus


class Unreachable(OSError):
    """No such host, or nothing listens there."""


class Exchange:
    """One request and its answer; the caller decides how to wait."""

    def __init__(self, url, method="GET", body=None):
        self.url = url
        self.method = method
        _timeslice.event("simulated", self.label)
        answer = _timeslice.fetch(url, method, body)
        setup = sys.modules.get("simulated_web")
        if setup is not None:
            answer = setup._answer(url, answer)
        self.status, headers, self.body, self.latency_ns, self.transfer_ns = answer
        self.headers = Headers(headers)

    @property
    def label(self):
        return f"{self.method} {self.url}"

    def wait_for_answer(self, timeout=None):
        """Until the headers arrive, or TimeoutError."""
        _timeslice.event("io_begin", self.label)
        try:
            if timeout is not None and self.latency_ns > timeout * 1e9:
                time.sleep(timeout)
                raise TimeoutError("timed out")
            time.sleep(self.latency_ns / 1e9)
        finally:
            _timeslice.event("io_end", self.label)
        if self.status <= 0:
            raise self.unreachable()

    def unreachable(self):
        return Unreachable(111, "Connection refused") if self.status else Unreachable(-2, "Name or service not known")

    def wait_for_body(self):
        if self.transfer_ns:
            _timeslice.event("io_begin", self.label)
            time.sleep(self.transfer_ns / 1e9)
            _timeslice.event("io_end", self.label)


class Headers(dict):
    """Header fields, found in any case."""

    def __init__(self, items=()):
        super().__init__()
        for name, value in dict(items).items():
            self[name] = value

    def _spelling(self, name):
        for present in self:
            if present.lower() == name.lower():
                return present
        return name

    def __getitem__(self, name):
        return super().__getitem__(self._spelling(name))

    def __setitem__(self, name, value):
        super().__setitem__(self._spelling(name), value)

    def __contains__(self, name):
        return super().__contains__(self._spelling(name))

    def get(self, name, default=None):
        return super().get(self._spelling(name), default)

    def get_content_charset(self, default=None):
        _, _, parameters = self.get("Content-Type", "").partition("charset=")
        return parameters.split(";")[0].strip().strip('"').lower() or default

    def get_content_type(self):
        return self.get("Content-Type", "text/plain").split(";")[0].strip().lower()


def reason(status):
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
