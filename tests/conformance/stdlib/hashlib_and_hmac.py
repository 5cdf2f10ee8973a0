import hashlib, hmac, random, uuid
for n in ("md5","sha1","sha224","sha256","sha384","sha512","sha3_224","sha3_256","sha3_384","sha3_512","blake2b","blake2s"):
    h = getattr(hashlib, n)(b"hello"); h.update(b" world" * 100); print(n, h.hexdigest(), h.digest_size, h.block_size, h.name, len(h.digest()), hashlib.new(n, b"x").hexdigest())
    c = h.copy(); c.update(b"!"); print(c.hexdigest() != h.hexdigest())
print(hashlib.shake_128(b"x").hexdigest(10), hashlib.shake_256(b"x").digest(4), hashlib.blake2b(b"x", digest_size=32).hexdigest())
print(hmac.new(b"key", b"msg", "sha256").hexdigest(), hmac.new(b"k"*200, b"m", hashlib.sha512).hexdigest(), hmac.compare_digest("a", "a"))
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex(), hashlib.pbkdf2_hmac("sha1", b"p", b"s", 3, 50).hex())
for a in ("text", 5, None):
    try: hashlib.md5(a)
    except Exception as e: print(type(e).__name__, e)
try: hashlib.new("nope")
except ValueError as e: print(e)
random.seed("abc"); print(random.random()); print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"))
import io
print(hashlib.file_digest(io.BytesIO(b"abc"), "md5").hexdigest())
