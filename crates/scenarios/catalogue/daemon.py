"""Daemon threads die with the program

At its end, a program waits for its threads, except for daemons: those are cut off wherever they are,
in the middle of a line, with a file half written.

Set DAEMON to False: now the program waits until the work is done.
"""
# /// script
# [tool.timeslice]
# summary = "What becomes of threads that still run when the main thread ends."
# tags = ["threads", "daemon"]
# ///
import threading
import time

DAEMON = True  # @param {type:"boolean"}
STEPS = 5  # @param {type:"slider", min:1, max:10, step:1}


def background():
    for step in range(STEPS):
        print(f"step {step + 1} of {STEPS}")
        time.sleep(0.2)
    print("the work is done")


thread = threading.Thread(target=background, daemon=DAEMON, name="background")
thread.start()
time.sleep(0.5)
print("the main thread ends")
