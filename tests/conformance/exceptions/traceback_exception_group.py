def fail(kind, text):
    raise kind(text)

def collect():
    errors = []
    for kind, text in ((ValueError, 'bad value'), (KeyError, 'bad key')):
        try:
            fail(kind, text)
        except Exception as e:
            errors.append(e)
    raise ExceptionGroup('two problems', errors)

try:
    collect()
except* KeyError as eg:
    print('handled', eg.exceptions)
