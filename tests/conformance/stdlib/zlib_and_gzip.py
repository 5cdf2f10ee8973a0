import gc
import gzip
import zlib
print(gc.isenabled(), gc.collect() >= 0, gc.garbage, gc.is_tracked([]), gc.is_tracked(1)); gc.disable(); print(gc.isenabled())
z = zlib.compress(b"hello" * 100); print(zlib.decompress(z) == b"hello" * 100, len(z) < 60, zlib.crc32(b"hello"), zlib.adler32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")))
for bad in (lambda: zlib.decompress(b"nonsense"), lambda: zlib.decompress(z[:-6]), lambda: gzip.decompress(b"xx"), lambda: zlib.compress("s")):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(gzip.decompress(gzip.compress(b"data")), zlib.decompress(bytes.fromhex("789ccb48cdc9c907000 62c0215".replace(" ",""))))
import os, tempfile; os.chdir(tempfile.mkdtemp())
with gzip.open("x.gz", "wt") as f: f.write("text\nlines\n")
with gzip.open("x.gz", "rt") as f: print(list(f))
d = zlib.decompressobj(); print(d.decompress(z[:10]) + d.decompress(z[10:]) == b"hello" * 100, d.eof)
import os
os.remove("x.gz")
