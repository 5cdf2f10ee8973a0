def read_lines():
    log = '''INFO start
ERROR disk full
INFO working
ERROR network down
DEBUG x=1'''
    for line in log.splitlines():
        print('  read', line.split()[0])
        yield line

def grep(pattern, lines):
    for line in lines:
        if pattern in line:
            yield line

def upper(lines):
    return (line.upper() for line in lines)

pipeline = upper(grep('ERROR', read_lines()))
print('nothing read yet')
for line in pipeline:
    print(line)

numbers = range(1, 20)
evens = (n for n in numbers if n % 2 == 0)
squares = (n * n for n in evens)
big = (n for n in squares if n > 50)
print(next(big), next(big), list(big), list(squares))
print(sum(len(w) for line in read_lines() for w in line.split() if w.isalpha()))
