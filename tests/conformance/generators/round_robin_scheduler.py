from collections import deque

class Task:
    ids = 0

    def __init__(self, target):
        Task.ids += 1
        self.tid = Task.ids
        self.target = target
        self.sendval = None

    def run(self):
        return self.target.send(self.sendval)

class Scheduler:
    def __init__(self):
        self.ready = deque()

    def new(self, target):
        task = Task(target)
        self.ready.append(task)
        return task.tid

    def mainloop(self):
        while self.ready:
            task = self.ready.popleft()
            try:
                result = task.run()
                print(f'task {task.tid} yielded {result}')
            except StopIteration:
                print(f'task {task.tid} terminated')
                continue
            self.ready.append(task)

def foo(n):
    for i in range(n):
        yield f'foo {i}'

def bar():
    yield 'bar'

s = Scheduler()
s.new(foo(3))
s.new(bar())
s.new(foo(1))
s.mainloop()
