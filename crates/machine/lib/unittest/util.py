"""Small things that the parts of unittest share."""

from os.path import commonprefix

_WIDEST = 80
_PLACEHOLDER = 12
_EDGE = 5
_LEAST_DIFFERENCE = _WIDEST - (3 * _EDGE + 2 * _PLACEHOLDER)


def safe_repr(obj):
    try:
        return repr(obj)
    except Exception:
        return object.__repr__(obj)


def _shortened(text, before, after):
    skipped = len(text) - before - after
    return f"{text[:before]}[{skipped} chars]{text[len(text) - after :]}" if skipped > _PLACEHOLDER else text


def differing_reprs(*objects):
    """The reprs, shortened where they are alike so that the difference fits on a line."""
    texts = [safe_repr(obj) for obj in objects]
    longest = max(map(len, texts))
    if longest <= _WIDEST:
        return texts
    prefix = commonprefix(texts)
    size = len(prefix)
    room = _WIDEST - (longest - size + _EDGE + _PLACEHOLDER)
    if room > _EDGE:
        return [_shortened(prefix, _EDGE, room) + text[size:] for text in texts]
    prefix = _shortened(prefix, _EDGE, _EDGE)
    return [prefix + _shortened(text[size:], _LEAST_DIFFERENCE, _EDGE) for text in texts]


def strclass(cls):
    return f"{cls.__module__}.{cls.__qualname__}"
