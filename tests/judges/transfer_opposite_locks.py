"""Money moves both ways; each transfer locks its source first."""

import threading

a = 100
b = 100
lock_a = threading.Lock()
lock_b = threading.Lock()


def there():
    global a
    global b
    with lock_a:
        with lock_b:
            a -= 10
            b += 10


def back():
    global a
    global b
    with lock_b:
        with lock_a:
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
