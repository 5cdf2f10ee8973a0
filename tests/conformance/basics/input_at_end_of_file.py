try:
    name = input('name? ')
except EOFError as e:
    print()
    print('EOFError:', e)
else:
    print('hello', name)
import sys
print(repr(sys.stdin.readline()), repr(sys.stdin.read()), list(sys.stdin))
def ask(prompt, default):
    try:
        return input(prompt) or default
    except EOFError:
        print('(default)')
        return default
print(ask('colour: ', 'blue'))
print('end')
