try:
    import no_such_module
except ModuleNotFoundError as e:
    print(type(e).__name__, e, e.name)
try:
    from math import cube_root
except ImportError as e:
    print(type(e).__name__, str(e).split(' (')[0])
try:
    from collections import OrderedDictionary
except ImportError as e:
    print(str(e).split(' (')[0])
try:
    import threading.nothing
except ModuleNotFoundError as e:
    print(e)
import does_not_exist_either
