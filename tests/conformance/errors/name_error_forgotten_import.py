def elapsed(start):
    return time.time() - start

print('before')
print(elapsed(0))
