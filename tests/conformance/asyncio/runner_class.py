import asyncio
import contextvars

var = contextvars.ContextVar('var', default='unset')

async def set_var(value):
    var.set(value)
    await asyncio.sleep(0)
    return var.get()

async def get_var():
    return var.get()

with asyncio.Runner() as runner:
    print(runner.run(set_var('first')))
    print(runner.run(get_var()))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed(), var.get())
try:
    runner.run(coro := get_var())
except RuntimeError as e:
    print(e)
    coro.close()
with asyncio.Runner(debug=True) as runner:
    print(runner.get_loop().get_debug())
print(asyncio.run(get_var()))
