config = {'host': 'localhost', 'port': 80}
for key in ('host', 'port', 'user'):
    print(key, config[key])
