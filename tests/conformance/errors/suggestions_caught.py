import math
import collections

class Robot:
    def __init__(self):
        self.battery = 100
        self.position = (0, 0)

    def move_forward(self):
        return self.postion

robot = Robot()
attempts = [
    lambda: robot.batery, lambda: robot.move_foward(), lambda: robot.move_forward(), lambda: math.squareroot, lambda: math.sin2,
    lambda: collections.namedtupel, lambda: 'text'.uper(), lambda: [].apend(1), lambda: {}.itmes(), lambda: prnt('x'), lambda: lenght([1]),
    lambda: Ture, lambda: robott, lambda: (1).bit_len, lambda: robot.zzz,
]
for attempt in attempts:
    try:
        attempt()
    except (AttributeError, NameError) as e:
        print(type(e).__name__, e, '|', e.name)
print(robot.batterie)
