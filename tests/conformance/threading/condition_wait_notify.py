import threading

condition = threading.Condition()
ready = False
log = []

def waiter():
    with condition:
        while not ready:
            log.append('waiting')
            condition.wait()
        log.append('proceeding')

def notifier():
    global ready
    with condition:
        ready = True
        log.append('notifying')
        condition.notify()
        log.append('still holding')

t1 = threading.Thread(target=waiter)
t1.start()
while not log:
    pass
t2 = threading.Thread(target=notifier)
t2.start()
t1.join()
t2.join()
print(log)

for method in ('wait', 'notify', 'notify_all'):
    try:
        getattr(condition, method)()
    except RuntimeError as e:
        print(method, '->', e)
