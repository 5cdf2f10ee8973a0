# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""A thread-local is one variable a thread."""
import threading

local = threading.local()
results = [None, None]

def work(n):
    local.value = n
    local.value += 10
    results[n] = local.value

threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results)
