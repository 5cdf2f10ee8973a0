import traceback

def inner():
    raise ValueError('from inner')

def outer():
    inner()

try:
    outer()
except ValueError as e:
    text = traceback.format_exc()
    print(text, end='')
    print(traceback.format_exception_only(e))
    print([f.name for f in traceback.extract_tb(e.__traceback__)])
    frame = traceback.extract_tb(e.__traceback__)[-1]
    print(frame.lineno, frame.name, frame.line)
    print(len(traceback.format_exception(e)))
try:
    try:
        outer()
    except ValueError as e:
        raise KeyError('second') from e
except KeyError:
    traceback.print_exc()
print('done')
