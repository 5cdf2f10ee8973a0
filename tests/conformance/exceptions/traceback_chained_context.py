def parse(text):
    return int(text)

def handle(text):
    try:
        return parse(text)
    except ValueError:
        log = {'bad': 1}
        return log['missing'] + 1

print(handle('12'))
handle('twelve')
