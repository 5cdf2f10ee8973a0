import threading

class FizzBuzz:
    def __init__(self, n):
        self.n = n
        self.current = 1
        self.cv = threading.Condition()
        self.out = []

    def play(self, applies, text):
        while True:
            with self.cv:
                self.cv.wait_for(lambda: self.current > self.n or applies(self.current))
                if self.current > self.n:
                    return
                self.out.append(text(self.current))
                self.current += 1
                self.cv.notify_all()

game = FizzBuzz(16)
roles = [
    (lambda i: i % 3 == 0 and i % 5 != 0, lambda i: 'fizz'),
    (lambda i: i % 5 == 0 and i % 3 != 0, lambda i: 'buzz'),
    (lambda i: i % 15 == 0, lambda i: 'fizzbuzz'),
    (lambda i: i % 3 and i % 5, str),
]
threads = [threading.Thread(target=game.play, args=role) for role in roles]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(' '.join(game.out))
