"""The `asyncio` logger. logging is imported only when there is something to say."""


def get():
    """The logger."""
    import logging
    return logging.getLogger("asyncio")


def __getattr__(name):
    if name == "logger":
        return get()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
