import configparser
import csv
import io

text = 'name,age,city\nAnn,30,"New York, NY"\nBob,25,"say ""hi"""\n'
rows = list(csv.reader(io.StringIO(text)))
print(rows)
for row in csv.DictReader(io.StringIO(text)):
    print(row['name'], int(row['age']) + 1, row['city'])
out = io.StringIO()
writer = csv.writer(out)
writer.writerow(['a', 'b,c', 'd"e', 5, None, 1.5])
writer.writerows([[1, 2], [3, 4]])
print(repr(out.getvalue()))
out = io.StringIO()
dw = csv.DictWriter(out, fieldnames=['x', 'y'], delimiter=';', lineterminator='\n')
dw.writeheader()
dw.writerow({'x': 1, 'y': 'two'})
print(out.getvalue(), end='')
config = configparser.ConfigParser()
config.read_string('''
[server]
host = localhost
port = 8080
debug = yes

[paths]
root = /srv
data = %(root)s/data
''')
print(config.sections(), config['server']['host'], config.getint('server', 'port'), config.getboolean('server', 'debug'), config['paths']['data'])
print(config.get('server', 'missing', fallback='none'), 'paths' in config, dict(config['server']))
try:
    config['nope']
except KeyError as e:
    print('KeyError', e)
