def load(config):
    try:
        return int(config['port'])
    except ValueError as e:
        e.add_note('while reading the port')
        e.add_note(f'config was {config}\nwith two lines')
        raise

try:
    load({'port': 'x'})
except ValueError as e:
    print(e.__notes__)
load({'port': 'eighty'})
