class AppError(Exception):
    """Base class of this program's errors."""

class ValidationError(AppError):
    def __init__(self, field, message='invalid'):
        super().__init__(f'{field}: {message}')
        self.field = field

class Coded(AppError):
    code = 42
    def __str__(self):
        return f'[{self.code}] ' + ' '.join(map(str, self.args))

def raise_it(which):
    if which == 0:
        raise AppError
    if which == 1:
        raise AppError('text', 1)
    if which == 2:
        raise ValidationError('age')
    if which == 3:
        raise Coded('a', 'b')
    raise Exception(which)

for n in range(5):
    try:
        raise_it(n)
    except ValidationError as e:
        print('ValidationError', e, e.field, e.args)
    except AppError as e:
        print(type(e).__name__, '|', e, '|', repr(e), e.args)
    except Exception as e:
        print('other', repr(e))
print(issubclass(Coded, AppError), Coded.__mro__[1].__name__, AppError.__doc__)
print(isinstance(ValidationError('x'), Exception), ValidationError('y', 'z') == ValidationError('y', 'z'))
