"""Small things that the parts of unittest share."""

_MAX_LENGTH = 80


def safe_repr(obj, maximum=None):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if maximum is not None and len(text) > maximum:
        # Both ends are what one looks at.
        half = (maximum - 9) // 2
        return f"{text[:half]}[{len(text) - 2 * half} chars]{text[-half:]}"
    return text


def strclass(cls):
    return f"{cls.__module__}.{cls.__qualname__}"
