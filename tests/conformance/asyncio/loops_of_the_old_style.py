"""Event loops made and driven by hand."""
# old-style event loop
import asyncio
async def worker(name, q):
    while True:
        item = await q.get()
        if item is None: q.task_done(); break
        await asyncio.sleep(0.001); print('{} handled {}'.format(name, item)); q.task_done()
def stop(loop): print('stopping'); loop.stop()
loop = asyncio.get_event_loop()
q = asyncio.Queue()
for i in range(4): q.put_nowait(i)
q.put_nowait(None)
loop.run_until_complete(asyncio.gather(worker('w', q), q.join()))
loop.call_later(0.01, stop, loop)
try: loop.run_forever()
finally: loop.run_until_complete(loop.shutdown_asyncgens()); loop.close()
print(loop)
asyncio.set_event_loop(asyncio.new_event_loop())
l2 = asyncio.get_event_loop(); print(l2.is_running(), l2 is loop)
async def never(): await asyncio.sleep(100)
t = l2.create_task(never()); l2.call_later(0.01, t.cancel)
try: l2.run_until_complete(t)
except asyncio.CancelledError: print('cancelled')
async def ret(): return 1
print(l2.run_until_complete(asyncio.wait_for(ret(), 1)), l2.run_until_complete(asyncio.wait([l2.create_task(ret())]))[0].pop().result())
l2.run_until_complete(l2.shutdown_default_executor())
try: l2.run_until_complete(never)
except TypeError as e: print(e)
t = l2.create_task(never())
l2.call_soon(l2.stop); l2.run_forever()
print(t)
l2.close()
