import struct

packed = struct.pack('>Ihf', 1, -2, 3.5)
print(packed, len(packed), struct.unpack('>Ihf', packed), struct.calcsize('>Ihf'))
print(struct.pack('<HH', 1, 258), struct.pack('3s', b'ab'), struct.unpack('<2sB', b'hi\x05'), struct.pack('?', True), struct.pack('<d', 1.0), struct.pack('<q', -1))
for fmt, args in (('B', (300,)), ('I', (-1,)), ('h', ('x',)), ('2B', (1,))):
    try:
        struct.pack(fmt, *args)
    except struct.error as e:
        print(e)
try:
    struct.unpack('I', b'abc')
except struct.error as e:
    print(e)
s = struct.Struct('<hh')
print(s.size, s.pack(1, 2), list(s.iter_unpack(b'\x01\x00\x02\x00\x03\x00\x04\x00')), struct.unpack_from('<h', b'\x00\x00\x07\x00', 2))
import base64
import binascii
import hashlib
import zlib
print(base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='), binascii.hexlify(b'\x01\xff'), bytes.fromhex('01ff'))
print(hashlib.md5(b'abc').hexdigest(), hashlib.sha256(b'').hexdigest()[:16], hashlib.sha1(b'abc').hexdigest(), zlib.crc32(b'hello'))
h = hashlib.sha256()
h.update(b'ab')
h.update(b'c')
print(h.hexdigest() == hashlib.sha256(b'abc').hexdigest(), h.digest_size, h.name)
