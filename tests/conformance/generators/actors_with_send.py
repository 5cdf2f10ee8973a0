class Actor:
    registry = {}

    def __init__(self, name, behaviour):
        self.name = name
        self.mailbox = []
        self.body = behaviour(self)
        next(self.body)
        Actor.registry[name] = self

    def tell(self, to, message):
        Actor.registry[to].mailbox.append((self.name, message))

def ping(self):
    while True:
        sender, n = yield
        print(f'ping {n} from {sender}')
        if n < 3:
            self.tell('pong', n)

def pong(self):
    while True:
        sender, n = yield
        print(f'pong {n} from {sender}')
        self.tell(sender, n + 1)

def run():
    rounds = 0
    while any(a.mailbox for a in Actor.registry.values()):
        for actor in list(Actor.registry.values()):
            if actor.mailbox:
                actor.body.send(actor.mailbox.pop(0))
                rounds += 1
    return rounds

Actor('ping', ping)
Actor('pong', pong)
Actor.registry['ping'].mailbox.append(('main', 0))
print('messages handled:', run())
