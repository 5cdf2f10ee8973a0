import threading

fired = []
timers = [
    threading.Timer(0.3, fired.append, ['third']),
    threading.Timer(0.1, fired.append, ['first']),
    threading.Timer(0.2, fired.append, ['second']),
    threading.Timer(0.25, fired.append, ['cancelled']),
]
for timer in timers:
    timer.start()
timers[3].cancel()
for timer in timers:
    timer.join()
print(fired)
print([t.name for t in timers])
print([t.daemon for t in timers])
print(isinstance(timers[0], threading.Thread))
