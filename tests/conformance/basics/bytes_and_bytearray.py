data = b'hello'
print(data, data[0], data[1:3], len(data), list(data[:3]))
print(data.decode(), 'wörld'.encode('utf-8'), b'w\xc3\xb6rld'.decode('utf-8'))
print(bytes(3), bytes([65, 66, 67]), bytes.fromhex('ff 00 10'), b'\xff\x00'.hex(), b'\xab\xcd'.hex(':'))
print(data.upper(), data.replace(b'l', b'L'), data.split(b'e'), data.find(b'lo'), b'ell' in data, 101 in data)
print(b'-'.join([b'a', b'b']), b' x '.strip(), data.startswith(b'he'), data * 2, data + b'!')
ba = bytearray(b'abc')
ba[0] = 120
ba.append(100)
ba.extend(b'ef')
ba += b'g'
del ba[1]
print(ba, bytes(ba), ba.pop(), ba.decode())
view = memoryview(b'memory')
print(view[1:3].tobytes(), view[0], len(view))
for call in (
    lambda: b'a' + 'b',
    lambda: bytes([256]),
    lambda: b'\xff'.decode('utf-8'),
    lambda: 'é'.encode('ascii'),
    lambda: bytes('x'),
):
    try:
        call()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print('é'.encode('ascii', 'replace'), 'é'.encode('ascii', 'ignore'), b'a\xffb'.decode('utf-8', 'replace'))
print(b'abc' == bytearray(b'abc'), b'a' < b'b', hash(b'a') == hash(b'a'))
