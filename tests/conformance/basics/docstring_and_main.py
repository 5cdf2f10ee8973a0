"""Module docstring: the first statement of a file."""
# The line above is a string expression in this program's first line.

import sys


def main(argv):
    """Return the number of arguments."""
    print('arguments:', len(argv))
    return 0


def helper():
    'Single quoted doc.'


class Documented:
    """Class doc."""

    def method(self):
        # a comment is no docstring
        return self.method.__doc__


print(__doc__)
print(main.__doc__, helper.__doc__, Documented.__doc__, Documented().method())
print(__name__)
if __name__ == '__main__':
    print('run as a script')
    status = main(sys.argv[1:])
    print('status', status)
    sys.exit(status)
print('not reached')
