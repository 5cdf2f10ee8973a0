a, b = 0b1100, 0b1010
print(bin(a & b), bin(a | b), bin(a ^ b), bin(~a), a << 3, a >> 2)
print(0xff, 0o17, 0b101, 1_000_000, 0x_ff_ff)
print(hex(255), oct(8), bin(5), hex(-255), bin(-5))
print(-1 >> 5, -9 >> 1, 1 << 70, -1 << 3)
print((255).bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_count())
print(int('ff', 16), int('0b11', 0), int('z', 36), int('-12', 8), int('  42  '))
flags = 0
READ, WRITE, EXECUTE = 1, 2, 4
flags |= READ | EXECUTE
print(flags, bool(flags & WRITE), bool(flags & READ))
flags ^= READ
print(flags)
flags &= ~EXECUTE
print(flags)
flags <<= 3
print(flags, True & False, True | False, True ^ True, type(True & True).__name__)
print((1024).to_bytes(2, 'big'), int.from_bytes(b'\x00\x10', 'little'))
print((-1).to_bytes(2, 'little', signed=True), int.from_bytes(b'\xff\xff', 'big', signed=True))
