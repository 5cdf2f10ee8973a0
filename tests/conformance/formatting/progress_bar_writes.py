import sys
import time

def bar(done, total, width=20):
    filled = int(width * done / total)
    return f'[{"#" * filled}{"." * (width - filled)}] {done / total:>6.1%}'

for step in range(0, 5):
    sys.stdout.write('\r' + bar(step, 4))
    sys.stdout.flush()
    time.sleep(0.01)
sys.stdout.write('\n')
for symbol in '|/-\\':
    print(symbol, end='\b', flush=True)
print('done')
print('no newline yet', end='')
print(' ... now', end='\n\n')
print('a', end='')
print('b', end='')
print()
print('col1\tcol2\tcol3'.expandtabs(10))
print(*['x', 'y'], sep='\n', end='\n--\n')
print('%-6s%6s' % ('ok', 'end'), file=sys.stdout)
sys.stderr.write('progress: 100%\n')
