"""Queues between tasks of one loop (Lib/asyncio/queues.py, 3.13)."""

import heapq
from collections import deque

from asyncio import locks, mixins


class QueueEmpty(Exception):
    """Raised when Queue.get_nowait() is called on an empty Queue."""


class QueueFull(Exception):
    """Raised when the Queue.put_nowait() method is called on a full Queue."""


class QueueShutDown(Exception):
    """Raised when putting on to or getting from a shut-down Queue."""


class Queue(mixins._LoopBoundMixin):
    """A first in, first out queue; without a maxsize it is never full."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()
        self._unfinished_tasks = 0
        self._finished = locks.Event()
        self._finished.set()
        self._init(maxsize)
        self._is_shutdown = False

    # These three are what subclasses override.

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {self._format()}>'

    def __str__(self):
        return f'<{type(self).__name__} {self._format()}>'

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def _format(self):
        result = f'maxsize={self._maxsize!r}'
        if getattr(self, '_queue', None):
            result += f' _queue={list(self._queue)!r}'
        if self._getters:
            result += f' _getters[{len(self._getters)}]'
        if self._putters:
            result += f' _putters[{len(self._putters)}]'
        if self._unfinished_tasks:
            result += f' tasks={self._unfinished_tasks}'
        if self._is_shutdown:
            result += ' shutdown'
        return result

    def qsize(self):
        """The number of items."""
        return len(self._queue)

    @property
    def maxsize(self):
        """How many items there is room for; 0 or less means any number."""
        return self._maxsize

    def empty(self):
        """Whether there is no item."""
        return not self._queue

    def full(self):
        """Whether there is no room."""
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def put(self, item):
        """Add an item; waits for room."""
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown  # timeslice: line 135
            putter = self._get_loop().create_future()
            putter._awaited_for = 'Queue.put'
            self._putters.append(putter)
            try:
                await putter  # timeslice: line 139
            except:
                self._give_up(putter, self._putters, not self.full())
                raise
        return self.put_nowait(item)  # timeslice: line 154

    def _give_up(self, waiter, waiters, possible):
        """A waiting task is cancelled: if it had been woken, wake another instead."""
        waiter.cancel()
        try:
            waiters.remove(waiter)
        except ValueError:
            # It had been woken, which took it out.
            pass
        if possible and not waiter.cancelled():
            self._wakeup_next(waiters)

    def put_nowait(self, item):
        """Add an item, or raise QueueFull."""
        if self._is_shutdown:
            raise QueueShutDown  # timeslice: line 164
        if self.full():
            raise QueueFull  # timeslice: line 166
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wakeup_next(self._getters)

    async def get(self):
        """Take an item; waits for one."""
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown  # timeslice: line 182
            getter = self._get_loop().create_future()
            getter._awaited_for = 'Queue.get'
            self._getters.append(getter)
            try:
                await getter  # timeslice: line 186
            except:
                self._give_up(getter, self._getters, not self.empty())
                raise
        return self.get_nowait()  # timeslice: line 201

    def get_nowait(self):
        """Take an item, or raise QueueEmpty."""
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown  # timeslice: line 213
            raise QueueEmpty  # timeslice: line 214
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        """Say that an item that was taken has been dealt with."""
        if self._unfinished_tasks <= 0:
            raise ValueError('task_done() called too many times')  # timeslice: line 237
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        """Wait until every item has been dealt with."""
        if self._unfinished_tasks > 0:
            await self._finished.wait()  # timeslice: line 251

    def shutdown(self, immediate=False):
        """Take no more items; with immediate, drop those that are left."""
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                waiter = waiters.popleft()
                if not waiter.done():
                    waiter.set_result(None)


class PriorityQueue(Queue):
    """A queue that gives the smallest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _get(self):
        return heapq.heappop(self._queue)


class LifoQueue(Queue):
    """A queue that gives the newest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
