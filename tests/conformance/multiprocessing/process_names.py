from multiprocessing import Process, active_children, current_process, parent_process

def show():
    me = current_process()
    print(me.name, me.daemon, parent_process().name)

class Custom(Process):
    def run(self):
        print('running', self.name, 'in', current_process().name)

if __name__ == '__main__':
    print(current_process().name, parent_process())
    for p in (Process(target=show), Process(target=show, name='worker'), Process(target=show, daemon=True), Custom(), Custom(name='special')):
        p.start()
        p.join()
        print(repr(p.name), p.exitcode)
    print(active_children())
