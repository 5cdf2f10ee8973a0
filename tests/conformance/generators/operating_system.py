"""A scheduler with system calls made of generators, after a well-known lecture."""
def countdown(n):
    while n > 0:
        yield n
        n -= 1
from collections import deque
class TaskScheduler:
    def __init__(self): self._q = deque()
    def new_task(self, t): self._q.append(t)
    def run(self):
        while self._q:
            task = self._q.popleft()
            try: print(next(task)); self._q.append(task)
            except StopIteration: pass
s = TaskScheduler(); s.new_task(countdown(3)); s.new_task(countdown(2)); s.run()
class SystemCall:
    def handle(self): pass
class Task:
    taskid = 0
    def __init__(self, target): Task.taskid += 1; self.tid = Task.taskid; self.target = target; self.sendval = None; self.stack = []
    def run(self):
        while True:
            try:
                result = self.target.send(self.sendval)
                if isinstance(result, SystemCall): return result
                if hasattr(result, 'send'): self.stack.append(self.target); self.sendval = None; self.target = result
                else:
                    if not self.stack: return
                    self.sendval = result; self.target = self.stack.pop()
            except StopIteration:
                if not self.stack: raise
                self.sendval = None; self.target = self.stack.pop()
class GetTid(SystemCall):
    def handle(self): self.task.sendval = self.task.tid; self.sched.schedule(self.task)
class NewTask(SystemCall):
    def __init__(self, target): self.target = target
    def handle(self): self.task.sendval = self.sched.new(self.target); self.sched.schedule(self.task)
class WaitTask(SystemCall):
    def __init__(self, tid): self.tid = tid
    def handle(self):
        r = self.sched.waitforexit(self.task, self.tid); self.task.sendval = r
        if not r: self.sched.schedule(self.task)
from queue import Queue
class Scheduler:
    def __init__(self): self.ready = Queue(); self.taskmap = {}; self.exit_waiting = {}
    def new(self, target): t = Task(target); self.taskmap[t.tid] = t; self.schedule(t); return t.tid
    def exit(self, task):
        print("Task %d terminated" % task.tid); del self.taskmap[task.tid]
        for t in self.exit_waiting.pop(task.tid, []): self.schedule(t)
    def waitforexit(self, task, wtid):
        if wtid in self.taskmap: self.exit_waiting.setdefault(wtid, []).append(task); return True
        return False
    def schedule(self, task): self.ready.put(task)
    def mainloop(self):
        while self.taskmap:
            task = self.ready.get()
            try:
                r = task.run()
                if isinstance(r, SystemCall): r.task = task; r.sched = self; r.handle(); continue
            except StopIteration: self.exit(task); continue
            self.schedule(task)
def foo():
    tid = yield GetTid()
    for i in range(3): print("I'm foo", tid); yield
def add(x, y): yield x + y
def main():
    child = yield NewTask(foo()); print("Waiting for child", child)
    yield WaitTask(child); print("Child done")
    r = yield add(2, 2); print(r)
sch = Scheduler(); sch.new(main()); sch.mainloop()
import types
@types.coroutine
def switch(): yield 'switched'
async def co(): x = await switch(); print('resumed', x); return 5
c = co(); print(c.send(None))
try: c.send('hi')
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
async def unawaited(): pass
u = unawaited(); print(u.__name__, type(u)); u.close()
