"""Running functions in threads."""

import contextvars
import functools

from asyncio import events


async def to_thread(func, /, *args, **kwargs):
    """Call func in a thread of the default executor, with a copy of the context."""
    loop = events.get_running_loop()
    context = contextvars.copy_context()
    func_call = functools.partial(context.run, func, *args, **kwargs)
    return await loop.run_in_executor(None, func_call)  # timeslice: line 25
