from multiprocessing import Process, Queue

def stage(function, source, target):
    for item in iter(source.get, None):
        target.put(function(item))
    target.put(None)

def clean(text):
    return text.strip().lower()

def count(text):
    return text, len(text.split())

if __name__ == '__main__':
    first, second, third = Queue(), Queue(), Queue()
    stages = [Process(target=stage, args=(clean, first, second)), Process(target=stage, args=(count, second, third))]
    for s in stages:
        s.start()
    for line in ('  Hello World ', 'ONE two THREE', ''):
        first.put(line)
    first.put(None)
    for result in iter(third.get, None):
        print(result)
    for s in stages:
        s.join()
    print([s.exitcode for s in stages])
