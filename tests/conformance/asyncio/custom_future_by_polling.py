class CustomFuture:
    def __init__(self):
        self._result = None
        self._is_finished = False
        self._done_callback = None

    def result(self):
        return self._result

    def is_finished(self):
        return self._is_finished

    def set_result(self, result):
        self._result = result
        self._is_finished = True
        if self._done_callback:
            self._done_callback(result)

    def add_done_callback(self, fn):
        self._done_callback = fn

    def __await__(self):
        if not self._is_finished:
            yield self
        return self.result()

class CustomTask:
    def __init__(self, coro, loop):
        self.coro, self.loop, self.finished = coro, loop, False
        loop.append(self)

    def step(self, _=None):
        try:
            future = self.coro.send(None)
            future.add_done_callback(lambda result: self.loop.append(self))
        except StopIteration as si:
            self.finished = True
            print('task finished with', si.value)

loop = []
future = CustomFuture()

async def main(name):
    print(name, 'awaits')
    return name + ' got ' + await future

task = CustomTask(main('A'), loop)
print(task.finished, future.is_finished())
loop.pop(0).step()
print('suspended', len(loop))
future.set_result('the value')
loop.pop(0).step()
print(task.finished)
late = CustomTask(main('late'), loop)
loop.pop(0).step()
