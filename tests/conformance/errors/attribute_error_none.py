def find(items, name):
    for item in items:
        if item['name'] == name:
            return item['value']

text = find([{'name': 'a', 'value': 'x'}], 'b')
print('found', text)
print(text.upper())
