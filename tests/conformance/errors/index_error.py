def last_three(items):
    return [items[-i] for i in range(1, 4)]

print(last_three([1, 2, 3]))
print(last_three([1, 2]))
