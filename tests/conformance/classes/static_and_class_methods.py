class Date:
    created = 0

    def __init__(self, year, month, day):
        self.year, self.month, self.day = year, month, day
        type(self).created += 1

    @classmethod
    def from_string(cls, text):
        return cls(*map(int, text.split('-')))

    @staticmethod
    def is_valid(text):
        return all(part.isdigit() for part in text.split('-'))

    @classmethod
    def how_many(cls):
        return f'{cls.__name__}: {cls.created}'

    def __repr__(self):
        return f'{type(self).__name__}({self.year}, {self.month}, {self.day})'

class EuroDate(Date):
    created = 0
    @classmethod
    def from_string(cls, text):
        day, month, year = text.split('.')
        return super().from_string(f'{year}-{month}-{day}')

print(Date.from_string('2024-02-29'), EuroDate.from_string('31.12.1999'))
print(Date.is_valid('2024-x-1'), Date(1, 2, 3).is_valid('1-2-3'))
print(Date.how_many(), EuroDate.how_many(), EuroDate(1, 1, 1).how_many())
print(Date.from_string.__self__ is Date, callable(Date.is_valid), Date.is_valid is EuroDate.is_valid)
print(type(Date.__dict__['is_valid']).__name__, type(Date.__dict__['from_string']).__name__)
class C:
    def plain(): return 'no self'
print(C.plain())
try:
    C().plain()
except TypeError as e:
    print(e)
try:
    Date.__repr__()
except TypeError as e:
    print(e)
