data = {'items': [1, 2, {'deep': None}]}

def get_value(source, key):
    return source['items'][2][key].attribute

def compute(a, b):
    total = a + b * (a -
                     b)
    return get_value(data, 'deep') + total

class Runner:
    def run(self, *args, **kwargs):
        return compute(*args, **kwargs)

result = [Runner().run(x, b=2) for x in (1, 2)]
