def lookup(d, k):
    try:
        return d[k]
    except KeyError:
        raise LookupError('no such entry: ' + k) from None

lookup({}, 'a')
