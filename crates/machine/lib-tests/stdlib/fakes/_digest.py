"""The machine's `_digest`, played by OpenSSL. (`hashlib` would be the library's own.)"""

import _blake2
import _hashlib


def new(name, size):
    return getattr(_blake2, name)(digest_size=size) if name.startswith("blake2") else _hashlib.new(name)


def update(state, data):
    state.update(data)


def digest(state, length):
    return state.digest(length) if state.digest_size == 0 else state.digest()


def copy(state):
    return state.copy()


def hmac_rounds(state, block, key, first, rounds):
    result = last = _hashlib.hmac_digest(key, first, state.name)
    for _ in range(rounds - 1):
        last = _hashlib.hmac_digest(key, last, state.name)
        result = bytes(a ^ b for a, b in zip(result, last))
    return result
