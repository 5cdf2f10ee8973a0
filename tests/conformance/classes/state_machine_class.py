class State:
    def next(self, event):
        raise NotImplementedError

    def __repr__(self):
        return type(self).__name__

class Locked(State):
    def next(self, event):
        return Unlocked() if event == 'coin' else self

class Unlocked(State):
    def next(self, event):
        return Locked() if event == 'push' else self

class Turnstile:
    def __init__(self):
        self.state = Locked()
        self.log = []

    def on(self, *events):
        for event in events:
            before = self.state
            self.state = self.state.next(event)
            self.log.append(f'{before} --{event}--> {self.state}')
        return self

for line in Turnstile().on('push', 'coin', 'coin', 'push').log:
    print(line)

class Observable:
    def __init__(self):
        self._observers = []

    def subscribe(self, callback):
        self._observers.append(callback)
        return lambda: self._observers.remove(callback)

    def emit(self, *args, **kwargs):
        for observer in list(self._observers):
            observer(*args, **kwargs)

events = Observable()
seen = []
unsubscribe = events.subscribe(lambda *a, **k: seen.append((a, k)))
events.subscribe(print)
events.emit(1, 2)
unsubscribe()
events.emit('only printed')
print(seen)
try:
    State().next('x')
except NotImplementedError as e:
    print(repr(e))
