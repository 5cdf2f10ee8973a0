"""Processes with threading's interface.

Everything here is composed in Python from a few native objects of the machine (`_process`):
simulated processes, pipes, semaphores and shared arrays. The names are the methods of the
default context, as in CPython (Lib/multiprocessing/__init__.py, 3.13).
"""

import sys

from multiprocessing import context

__all__ = [name for name in dir(context._default_context) if not name.startswith('_')]
globals().update((name, getattr(context._default_context, name)) for name in __all__)

# In a spawned child the machine has imported the program under this name already.
if '__mp_main__' not in sys.modules and '__main__' in sys.modules:
    sys.modules['__mp_main__'] = sys.modules['__main__']
