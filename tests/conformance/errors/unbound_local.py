total = 10

def add(n):
    total += n
    return total

def branch(flag):
    if flag:
        value = 'set'
    return value

def loop(items):
    for item in items:
        pass
    return item

def handler():
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    return e

for f, args in ((branch, (False,)), (loop, ([],)), (handler, ())):
    try:
        f(*args)
    except UnboundLocalError as error:
        print(error)
add(5)
