# stderr: any
import argparse

parser = argparse.ArgumentParser(prog='tool', description='A demo.')
parser.add_argument('name')
parser.add_argument('-n', '--number', type=int, default=3, help='how many')
parser.add_argument('-v', '--verbose', action='store_true')
parser.add_argument('--mode', choices=['fast', 'slow'], default='fast')
parser.add_argument('files', nargs='*')
print(parser.parse_args(['Ann']))
args = parser.parse_args(['Bob', 'a.txt', 'b.txt', '-n', '7', '--verbose', '--mode=slow'])
print(args.name, args.number + 1, args.verbose, args.mode, args.files, vars(args)['number'])
for bad in ([], ['x', '-n', 'seven'], ['x', '--mode', 'odd']):
    try:
        parser.parse_args(bad)
    except SystemExit as e:
        print('exit', e.code)
import shlex
print(shlex.split('run "two words" plain\\ space'), shlex.quote("it's"), shlex.join(['a b', 'c']))
