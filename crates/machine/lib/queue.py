"""Synchronised queues. They are the machine's own objects, so that one put or get is one event
of the trace; this module only gives them the names programs import. A program that uses what is
inside of a queue (its mutex, its conditions, the hooks for subclasses) gets queues made of these."""

import _timeslice
from _queue import Empty, Full, ShutDown, SimpleQueue

_INSIDE = ("mutex", "not_empty", "not_full", "all_tasks_done", "unfinished_tasks", "is_shutdown", "_init", "_qsize", "_put", "_get")
_CHANGES = ("append", "appendleft", "clear", "extend", "insert", "pop", "popleft", "remove", "reverse", "rotate", "sort")

if _timeslice.looks_inside(_INSIDE, _CHANGES):
    from _queue_inside import LifoQueue, PriorityQueue, Queue
else:
    from _queue import LifoQueue, PriorityQueue, Queue

__all__ = [
    "Empty",
    "Full",
    "ShutDown",
    "Queue",
    "PriorityQueue",
    "LifoQueue",
    "SimpleQueue",
]
