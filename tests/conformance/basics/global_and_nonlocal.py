counter = 0

def increment():
    global counter
    counter += 1
    return counter

def shadow():
    counter = 100
    return counter

def make_counter(start=0):
    count = start
    def inc(step=1):
        nonlocal count
        count += step
        return count
    def get():
        return count
    return inc, get

print(increment(), increment(), shadow(), counter)
inc, get = make_counter(10)
inc(); inc(5)
print(get(), make_counter()[1]())

def outer():
    x = 'outer'
    def middle():
        x = 'middle'
        def inner():
            nonlocal x
            x = 'inner'
        inner()
        return x
    return middle(), x

print(outer())

def defines_global():
    global created
    created = 'made in a function'

defines_global()
print(created)

def broken():
    print(counter)
    counter = 1

try:
    broken()
except UnboundLocalError as e:
    print(type(e).__name__, e)
