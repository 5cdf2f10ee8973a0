class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError(f'{value} is below absolute zero')
        self._celsius = value

    def __add__(self, other):
        return Temperature(self.celsius + other.celsius)

print(Temperature(20).celsius)
t = Temperature(-200) + Temperature(-100)
