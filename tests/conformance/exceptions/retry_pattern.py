import time

class Flaky:
    def __init__(self, failures):
        self.failures = failures
        self.calls = 0

    def __call__(self):
        self.calls += 1
        if self.calls <= self.failures:
            raise ConnectionError(f'attempt {self.calls} failed')
        return 'success'

def retry(action, attempts=3, delay=0.01, exceptions=(ConnectionError,)):
    for attempt in range(1, attempts + 1):
        try:
            result = action()
        except exceptions as e:
            print(f'{attempt}: {e}')
            if attempt == attempts:
                raise
            time.sleep(delay)
            delay *= 2
        else:
            print(f'{attempt}: {result}')
            return result

retry(Flaky(0))
retry(Flaky(2))
try:
    retry(Flaky(9))
except ConnectionError as e:
    print('gave up:', e)

def broken():
    raise ValueError('not retried')

try:
    retry(broken)
except ValueError as e:
    print(e)
