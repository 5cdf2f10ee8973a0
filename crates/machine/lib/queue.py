"""Synchronised queues. All of them are the machine's own objects, so that one put or get
is one event of the trace; this module only gives them the names programs import."""

from _queue import Empty, Full, LifoQueue, PriorityQueue, Queue, ShutDown, SimpleQueue

__all__ = [
    "Empty",
    "Full",
    "ShutDown",
    "Queue",
    "PriorityQueue",
    "LifoQueue",
    "SimpleQueue",
]
