"""Races with staggered starts (Lib/asyncio/staggered.py, 3.13)."""

from asyncio import events, locks, tasks

__all__ = 'staggered_race',


async def staggered_race(coro_fns, delay, *, loop=None):
    """Start coroutine functions one after another, each when the one before has failed or
    `delay` seconds have passed; the first success cancels the others.

    Gives (winner's result, winner's index, list of the exceptions of those started).
    """
    loop = loop or events.get_running_loop()
    remaining = enumerate(coro_fns)
    winner_result = None
    winner_index = None
    exceptions = []
    running_tasks = []

    async def run_one_coro(previous_failed):
        nonlocal winner_result, winner_index
        if previous_failed is not None:
            try:
                await tasks.wait_for(previous_failed.wait(), delay)
            except TimeoutError:
                pass
        try:
            this_index, coro_fn = next(remaining)
        except StopIteration:
            return
        this_failed = locks.Event()
        running_tasks.append(loop.create_task(run_one_coro(this_failed)))
        exceptions.append(None)
        try:
            result = await coro_fn()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            exceptions[this_index] = e
            # The next one need not wait any longer.
            this_failed.set()
        else:
            winner_index = this_index
            winner_result = result
            # Not this task itself: without another await it would never see it.
            for i, task in enumerate(running_tasks):
                if i != this_index:
                    task.cancel()

    running_tasks.append(loop.create_task(run_one_coro(None)))
    try:
        # The list grows while the tasks run.
        done_count = 0
        while done_count != len(running_tasks):
            done, _ = await tasks.wait(running_tasks)
            done_count = len(done)
            for task in done:
                if not task.cancelled() and task.exception():
                    raise task.exception()
        return winner_result, winner_index, exceptions
    finally:
        for task in running_tasks:
            task.cancel()
