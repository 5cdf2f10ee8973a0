# /// script
# [tool.timeslice.expect]
# findings = ["livelock"]
# also = ["race"]
# lines = [19]
# python = "any"
# endless = true
# ///
"""Two who share a spoon, and are so polite that each gives it to the other first."""
import threading

spoon = 'left'
hungry = {'left': True, 'right': True}

def eat(me, other):
    global spoon
    while hungry[me]:
        if spoon == me:
            spoon = other

left = threading.Thread(target=eat, args=('left', 'right'))
right = threading.Thread(target=eat, args=('right', 'left'))
left.start()
right.start()
left.join()
right.join()
print('both have eaten')
