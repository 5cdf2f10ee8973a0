"""Hello from several threads

A thread is a second place in the same program. Every thread runs `hello`, and the main thread
waits for all of them with `join`.

Look at the timeline: only one thread runs Python code at a time, the others are ready and wait for
the GIL. Then choose the schedule "random" and other seeds: the order of the greetings is not the
program's decision.
"""
# /// script
# [tool.timeslice]
# summary = "Start some threads, wait for them, and see that their order is nobody's promise."
# tags = ["threads", "first steps"]
# ///
import threading

THREADS = 3  # @param {type:"slider", min:1, max:8, step:1}


def hello(number):
    print(f"hello from thread {number}")


threads = [threading.Thread(target=hello, args=(n,)) for n in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("all threads have ended")
