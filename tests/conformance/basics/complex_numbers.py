z = 3 + 4j
w = complex(1, -2)
print(z, w, z + w, z - w, z * w, z / w)
print(abs(z), z.real, z.imag, z.conjugate(), -z, z ** 2)
print(1j * 1j, (1 + 0j) == 1, complex('1+2j'), 2j, -2j, 0j)
print(z == 3 + 4j, z != w, bool(0j), hash(2 + 0j) == hash(2))
print(repr(1.5 + 2.5j), str(complex(0, 1)), complex(2), complex(1.0, 2))
try:
    print(z < w)
except TypeError as e:
    print(e)
try:
    int(z)
except TypeError as e:
    print(e)
print(sum([1j, 2, 3.5]))
print((2 + 3j) ** 3, pow(1j, 2))
