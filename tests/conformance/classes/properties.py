class Celsius:
    def __init__(self, temperature=0):
        self.temperature = temperature

    def to_fahrenheit(self):
        return self.temperature * 1.8 + 32

    @property
    def temperature(self):
        """The temperature in degrees."""
        print('Getting value...')
        return self._temperature

    @temperature.setter
    def temperature(self, value):
        print('Setting value...')
        if value < -273.15:
            raise ValueError('Temperature below -273 is not possible')
        self._temperature = value

    @temperature.deleter
    def temperature(self):
        print('Deleting value...')
        del self._temperature

human = Celsius(37)
print(human.to_fahrenheit())
human.temperature = 10
try:
    human.temperature = -300
except ValueError as e:
    print(e)
del human.temperature
print(hasattr(human, '_temperature'), Celsius.temperature.__doc__, type(Celsius.temperature).__name__)

class Circle:
    def __init__(self, r):
        self.r = r
    area = property(lambda self: round(3.14159 * self.r ** 2, 3))
    @property
    def diameter(self):
        return self.r * 2

c = Circle(2)
print(c.area, c.diameter)
for attempt in (lambda: setattr(c, 'area', 1), lambda: delattr(c, 'diameter')):
    try:
        attempt()
    except AttributeError as e:
        print(e)

class Sub(Celsius):
    @property
    def temperature(self):
        return super().temperature + 100
    @temperature.setter
    def temperature(self, v):
        Celsius.temperature.fset(self, v)

print(Sub(1).temperature)
