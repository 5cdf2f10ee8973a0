"""The loop class and policy that programs see on the simulated system."""

from asyncio import base_events, events


class _UnixSelectorEventLoop(base_events.BaseEventLoop):
    """The default loop. It has CPython's name, but no selector: see base_events."""


SelectorEventLoop = _UnixSelectorEventLoop
EventLoop = SelectorEventLoop


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The default policy."""

    _loop_factory = _UnixSelectorEventLoop


DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
