import threading

def multiply_row(a, b, row, out):
    out[row] = [sum(a[row][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))]

a = [[1, 2, 3], [4, 5, 6]]
b = [[7, 8], [9, 10], [11, 12]]
out = [None] * len(a)
threads = []
for row in range(len(a)):
    thread = threading.Thread(target=multiply_row, args=(a, b, row, out), name=f'row-{row}')
    thread.start()
    threads.append(thread)
for thread in threads:
    thread.join()
    print(thread.name, 'done')
for row in out:
    print(' '.join(f'{x:5d}' for x in row))
print(out == [[58, 64], [139, 154]])
