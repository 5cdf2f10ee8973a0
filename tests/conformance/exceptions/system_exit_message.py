import sys

try:
    sys.exit()
except SystemExit as e:
    print('no code:', e.code)
try:
    raise SystemExit(0)
except SystemExit as e:
    print('zero:', e.code)
try:
    exit(3)
except SystemExit as e:
    print('site exit:', e.code)
print('next is a message on stderr and status 1')
sys.exit('fatal: cannot continue')
