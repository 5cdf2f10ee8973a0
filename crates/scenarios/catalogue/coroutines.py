"""Coroutines: taking turns without threads

A generator that receives values is a coroutine: it stops at every `yield` and goes on when somebody
sends it something. Two of them can take turns in one thread, and nothing happens between two yields
that they do not agree on. There is one lane on the timeline, and no lock anywhere.
"""
# /// script
# [tool.timeslice]
# summary = "Generators that are sent values take turns in a single thread."
# tags = ["generators", "coroutines"]
# ///

ROUNDS = 4  # @param {type:"slider", min:1, max:10, step:1}


def player(name):
    ball = yield
    while True:
        print(f"{name:>5} hits ball {ball}")
        ball = yield ball + 1


ping = player("ping")
pong = player("pong")
next(ping)
next(pong)

ball = 0
for _ in range(ROUNDS):
    ball = ping.send(ball)
    ball = pong.send(ball)
ping.close()
pong.close()
print("the ball was hit", ball, "times")
