"""Five sleeps in one second

Each task sleeps for a second, as a program does that waits for a disk or a network. One after the
other, five of them take five seconds. In threads they take one: a sleeping thread needs no
processor and gives the GIL away.

Scrub the time slider to the middle: all tasks sleep at the same moment. Then set THREADS to False
and run again.
"""
# /// script
# [tool.timeslice]
# summary = "Waiting can be shared: five one-second waits in threads take one second."
# tags = ["threads", "sleep", "first steps"]
# ///
import threading
import time

TASKS = 5  # @param {type:"slider", min:1, max:16, step:1}
SECONDS = 1.0  # @param {type:"slider", min:0.1, max:3, step:0.1}
THREADS = True  # @param {type:"boolean"}


def task(number):
    print(f"> task {number} begins")
    time.sleep(SECONDS)
    print(f"> task {number} ends")


def one_after_the_other():
    for number in range(TASKS):
        task(number)


def with_threads():
    threads = [threading.Thread(target=task, args=(n,)) for n in range(TASKS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


start = time.perf_counter()
if THREADS:
    with_threads()
else:
    one_after_the_other()
print(f"> total time {time.perf_counter() - start:.2f} s")
