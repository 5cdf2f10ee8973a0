from multiprocessing import Array, Process, Value

def f(n, a, flag):
    n.value = 3.1415927
    for i in range(len(a)):
        a[i] = -a[i]
    flag.value = True

if __name__ == '__main__':
    num = Value('d', 0.0)
    arr = Array('i', range(10))
    flag = Value('b', False)
    p = Process(target=f, args=(num, arr, flag))
    p.start()
    p.join()
    print(num.value, arr[:], flag.value)
    print(len(arr), arr[0], arr[2:5], sum(arr), list(arr) == arr[:])
    arr[0:2] = [100, 200]
    print(arr[:3])
    with arr.get_lock():
        arr[9] += 1
    print(arr[9])
    zeros = Array('d', 3)
    print(zeros[:], Value('i', 7).value, Array('i', [1, 2, 3])[:])
    text = Array('c', b'hello')
    print(text.value, text.raw)
    try:
        arr[10] = 1
    except IndexError as e:
        print(e)
    try:
        num.value = 'text'
    except TypeError as e:
        print(e)
    raw = Value('i', 5, lock=False)
    print(raw.value)
