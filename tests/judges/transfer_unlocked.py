"""Money moves both ways between two accounts, unlocked."""

import threading

a = 100
b = 100


def there():
    global a
    global b
    a -= 10
    b += 10


def back():
    global a
    global b
    b -= 20
    a += 20


threads = [
    threading.Thread(target=there),
    threading.Thread(target=back),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert a + b == 200, a + b
print(a, b)
