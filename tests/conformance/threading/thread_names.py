import threading

def show():
    print('running in', threading.current_thread().name)

t1 = threading.Thread(target=show)
t2 = threading.Thread(target=show, name='my-thread')
t3 = threading.Thread(target=lambda: show())

for t in (t1, t2, t3):
    t.start()
    t.join()

class Greeter:
    def greet(self):
        show()

    def __call__(self):
        show()

t4 = threading.Thread(target=Greeter().greet)
t5 = threading.Thread(target=Greeter())
t6 = threading.Thread()
for t in (t4, t5, t6):
    t.start()
    t.join()
    print(t.name)

t6.name = 'renamed'
print(t6.name, t6.getName() if hasattr(t6, 'getName') else '')
print(threading.current_thread().name)
print(threading.main_thread() is threading.current_thread())
timer = threading.Timer(5, show)
print(timer.name)
