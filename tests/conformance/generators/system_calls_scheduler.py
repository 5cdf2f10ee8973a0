from collections import deque

class SystemCall:
    pass

class GetTid(SystemCall):
    def handle(self, sched, task):
        task['send'] = task['id']
        sched.ready.append(task)

class NewTask(SystemCall):
    def __init__(self, target):
        self.target = target

    def handle(self, sched, task):
        task['send'] = sched.new(self.target)
        sched.ready.append(task)

class WaitTask(SystemCall):
    def __init__(self, tid):
        self.tid = tid

    def handle(self, sched, task):
        if self.tid in sched.tasks:
            sched.waiting.setdefault(self.tid, []).append(task)
        else:
            sched.ready.append(task)

class Scheduler:
    def __init__(self):
        self.ready, self.tasks, self.waiting, self.ids = deque(), {}, {}, 0

    def new(self, target):
        self.ids += 1
        task = {'id': self.ids, 'gen': target, 'send': None}
        self.tasks[self.ids] = task
        self.ready.append(task)
        return self.ids

    def run(self):
        while self.ready:
            task = self.ready.popleft()
            try:
                call = task['gen'].send(task['send'])
                task['send'] = None
                if isinstance(call, SystemCall):
                    call.handle(self, task)
                    continue
            except StopIteration:
                del self.tasks[task['id']]
                self.ready.extend(self.waiting.pop(task['id'], []))
                continue
            self.ready.append(task)

def child():
    mytid = yield GetTid()
    for i in range(2):
        print(f'  child {mytid} step {i}')
        yield

def parent():
    mytid = yield GetTid()
    print('parent is', mytid)
    tid = yield NewTask(child())
    print('created', tid)
    yield WaitTask(tid)
    print('child done')

s = Scheduler()
s.new(parent())
s.new(child())
s.run()
print('all done', s.tasks)
