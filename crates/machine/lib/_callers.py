"""Who called: the frames above, as file, line and function."""

import sys

from _timeslice import frame_info


def callers(depth):
    """(filename, line, function) of every frame, beginning `depth` above the function that asks."""
    found = []
    depth += 1
    while True:
        facts = frame_info(depth)
        if facts is None:
            return found
        found.append(facts)
        depth += 1


def module_of(filename):
    """The name of the module that was loaded from that file."""
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) == filename:
            return name
    return "__main__"


def module_name(depth):
    """The name of the module that called, `depth` above the function that asks."""
    facts = frame_info(depth + 1)
    return "__main__" if facts is None else module_of(facts[0])
