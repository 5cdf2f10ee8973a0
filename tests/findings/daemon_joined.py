# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""A daemon that is joined is not cut off."""
import threading

def writer():
    print('saving')
    print('saved')

t = threading.Thread(target=writer, daemon=True)
t.start()
t.join()
print('main ends')
