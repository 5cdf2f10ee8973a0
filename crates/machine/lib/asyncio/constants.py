"""Numbers of CPython's asyncio that can be observed."""

# Stack entries kept for each object in debug mode.
DEBUG_STACK_DEPTH = 10

# How long asyncio.run() waits for the default executor's threads.
THREAD_JOIN_TIMEOUT = 300
