"""A counter that forgets

`counter += 1` reads the counter, adds one and writes it back. Between the reading and the writing
another thread may do the same, and one of the two additions is lost.

Whether it can happen depends on where the interpreter may stop a thread. Python 3.9 stops almost
anywhere, so additions get lost; 3.10 to 3.13 stop only at calls and jumps, so this very statement
is safe there, by luck and not by promise. Set `python` to 3.13 and PLAIN to False: with a call
between reading and writing the loss is back.
"""
# /// script
# [tool.timeslice]
# summary = "Two threads add to one counter, and some additions are lost."
# tags = ["threads", "race"]
# python = "3.9"
# schedule = "random"
# seed = 1
# ///
import threading

THREADS = 2  # @param {type:"slider", min:1, max:6, step:1}
ROUNDS = 50  # @param {type:"slider", min:1, max:500, step:1}
PLAIN = True  # @param {type:"boolean"}

counter = 0


def one_more(value):
    return value + 1


def increment():
    global counter
    for _ in range(ROUNDS):
        if PLAIN:
            counter += 1
        else:
            counter = one_more(counter)


threads = [threading.Thread(target=increment) for _ in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("expected", THREADS * ROUNDS, "and got", counter)
