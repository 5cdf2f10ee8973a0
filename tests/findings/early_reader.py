# /// script
# [tool.timeslice.expect]
# findings = ["exception"]
# lines = [16, 19]
# python = "any"
# also = ["race"]
# ///
"""The reader may come before the table is there."""
import threading

table = None
answers = []

def fill():
    global table
    table = {'answer': 42}

def read():
    answers.append(table['answer'])

threads = [threading.Thread(target=f) for f in (fill, read)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(answers)
