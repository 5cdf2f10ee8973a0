def countdown(n):
    if n == 0:
        raise RuntimeError('lift-off')
    countdown(n - 1)

countdown(8)
