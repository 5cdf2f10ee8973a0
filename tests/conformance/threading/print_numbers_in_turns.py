import threading

class TurnTaking:
    def __init__(self, parties):
        self.parties = parties
        self.turn = 0
        self.condition = threading.Condition()

    def run(self, me, letters):
        for letter in letters:
            with self.condition:
                self.condition.wait_for(lambda: self.turn == me)
                print(letter, end='')
                self.turn = (self.turn + 1) % self.parties
                self.condition.notify_all()

game = TurnTaking(3)
words = ('adgj', 'behk', 'cfil')
threads = [threading.Thread(target=game.run, args=(i, w)) for i, w in enumerate(words)]
for t in reversed(threads):
    t.start()
for t in threads:
    t.join()
print()
print('turn is back at', game.turn)
