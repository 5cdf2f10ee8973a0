# /// script
# [tool.timeslice.expect]
# findings = ["daemon_killed"]
# lines = [14, 15, 16, 17]
# python = "any"
# also = ["outcome", "race"]
# ///
"""The program may end while the daemon has written only half."""
import threading

log = []

def writer():
    log.append('begin')
    print('saving')
    log.append('end')
    print('saved')

threading.Thread(target=writer, daemon=True).start()
print('main ends')
