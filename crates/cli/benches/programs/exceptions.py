"""Exceptions raised and caught, `finally`, `with`."""


class Gate:
    def __init__(self):
        self.inside = 0

    def __enter__(self):
        self.inside += 1
        return self

    def __exit__(self, kind, value, traceback):
        self.inside -= 1
        return kind is KeyError


def check(n):
    if n % 3 == 0:
        raise ValueError(n)
    return n


def count(limit):
    gate, caught, total = Gate(), 0, 0
    for n in range(limit):
        try:
            total += check(n)
        except ValueError as error:
            caught += error.args[0]
        finally:
            total += 1
        with gate:
            if n % 5 == 0:
                raise KeyError(n)
    return caught, total, gate.inside


print(count(50_000))
