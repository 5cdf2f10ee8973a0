import warnings

def old():
    warnings.warn('old() is deprecated', DeprecationWarning, stacklevel=2)
    return 'still works'

print(old())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    old()
    warnings.warn('plain')
    print([(w.category.__name__, str(w.message)) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        old()
    except DeprecationWarning as e:
        print('raised', e)
with warnings.catch_warnings():
    warnings.filterwarnings('ignore')
    print(old(), '(silent)')
for n in range(2):
    warnings.warn('shown once per place')
warnings.warn('another', RuntimeWarning)
