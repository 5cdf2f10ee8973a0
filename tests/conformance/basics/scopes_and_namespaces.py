x = 'global'

def f():
    x = 'local'
    def g():
        return x
    class K:
        x = 'class'
        y = x
        def method(self):
            return x
    return g(), K.x, K.y, K().method()

print(f(), x)

class Outer:
    value = 1
    doubled = [value * 2 for _ in range(2)] if False else value * 2
    class Inner:
        value = 10
    def get(self):
        return self.value, self.Inner.value

print(Outer().get(), Outer.doubled)
for i in range(3):
    loop_variable = i
print(i, loop_variable)
[i for i in range(10)]
print(i)

def list_scope():
    for j in range(2):
        pass
    return j, sorted(locals())

print(list_scope())
print('x' in globals(), globals()['x'], 'nope' in globals(), __name__)
globals()['injected'] = 5
print(injected)
if True:
    block = 'visible outside'
print(block)
try:
    1 / 0
except ZeroDivisionError as error:
    message = str(error)
print('error' in globals(), message)
print(len('abc'))
def shadow_builtin():
    len = lambda s: 'shadowed'
    return len('abc')
print(shadow_builtin(), len('abc'))
len = lambda s: -1
print(len('abc'))
del len
print(len('abc'))
