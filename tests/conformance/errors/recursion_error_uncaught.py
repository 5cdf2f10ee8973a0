# stderr: last
def factorial(n):
    return n * factorial(n - 1)

print('start')
factorial(10)
