def divide(x, y):
    try:
        result = x / y
    except ZeroDivisionError:
        print('division by zero!')
    except TypeError as e:
        print('type error:', e)
    else:
        print('result is', result)
    finally:
        print('executing finally clause')

divide(2, 1)
divide(2, 0)
divide('2', '1')

def order():
    steps = []
    for value in (1, 0, None):
        try:
            steps.append('try')
            10 / value
        except (ZeroDivisionError, TypeError) as error:
            steps.append(type(error).__name__)
        else:
            steps.append('else')
        finally:
            steps.append('finally')
    return steps

print(order())
try:
    error
except NameError as e:
    print(e)
try:
    pass
finally:
    print('finally alone')
