import threading

class Session(threading.local):
    created = 0
    number = 2

    def __init__(self, **kw):
        Session.created += 1
        self.__dict__.update(kw)

    def squared(self):
        return self.number ** 2

session = Session(color='red')
log = []

def f():
    items = sorted(session.__dict__.items())
    log.append(items)
    session.number = 11
    log.append((session.number, session.squared()))

t = threading.Thread(target=f)
t.start()
t.join()
print(log)
print(session.number, session.color, session.squared())
print('init ran', Session.created, 'times')
session.color = 'blue'
t = threading.Thread(target=f)
t.start()
t.join()
print(log[2:], session.color)
print('init ran', Session.created, 'times')
