"""The simulated network and images, urllib.parse, http, struct."""

import asyncio
import http
import io
import os
import random
import struct
import sys
import tempfile
import time
import urllib.parse

import support
from support import compare, same


def url_parts(m):
    out = []
    urls = ["http://user:pw@Host.example:8080/a/b;p?q=1&r=2#frag", "https://x.org", "//net/path", "mailto:a@b", "/just/path?x", "", "http://[::1]:80/", "file:///etc", "http://h/p;a/q;b", "HTTP://A/%41", "a:b:c", "http://h?q", "x#y"]
    for u in urls:
        s, p = m.urlsplit(u), m.urlparse(u)
        out += [s, p, s.geturl(), p.geturl(), s.hostname, s.port, s.username, s.password, m.urldefrag(u), m.urlunsplit(tuple(s)), m.urlunparse(tuple(p))]
        for rel in ("x", "../y", "/z", "?k=v", "#f", "http://o/", "//n/q", "./", "..", "", "a/./b/../c", "g;x=1/../y"):
            out.append(m.urljoin(u or "http://a/b/c/d;p?q", rel))
            out.append(m.urljoin("http://a/b/c/d;p?q", rel))
    return out


def url_quoting(m):
    return (m.quote("a b/é?&=+~"), m.quote("a/b", safe=""), m.quote_plus("a b&c=é/"), m.unquote("a%20b%C3%A9%zz%"), m.unquote_plus("a+b%2B"), m.urlencode({"a": 1, "b c": "x&y"}), m.urlencode([("k", [1, 2])], doseq=True), m.urlencode({"k": "é"}), m.parse_qs("a=1&a=2&b=&c=%20x"),
            m.parse_qsl("a=1&b=&c", keep_blank_values=True), m.quote(b"\xff a"), m.unquote_to_bytes("%41b"), m.parse_qs(""), m.urlencode({"k": "a b"}, quote_via=m.quote))


compare("urllib.parse", [url_parts, url_quoting, lambda m: m.urlsplit("http://h:x/").port, lambda m: m.urlsplit("http://[x/"), lambda m: m.parse_qsl("a", strict_parsing=True)])


def statuses(m):
    s = m.HTTPStatus
    return s.OK, s(404).phrase, s.NOT_FOUND == 404, s.OK.is_success, str(s.OK), m.HTTPMethod.GET, s.NOT_FOUND.value, s["IM_A_TEAPOT"].phrase, s.UNPROCESSABLE_ENTITY, len(list(s)) > 50, f"{s.OK}"


compare("http", [statuses])

# ---------------------------------------------------------------- what only the simulated machine has: checked by itself

request = support.own("urllib.request", "_simulated_web")
with support._instead_of(["requests", "aiohttp", "_simulated_web"]):
    lib = support._load
    web = lib("_simulated_web")
    requests = lib("requests")
    aiohttp = lib("aiohttp")
    fake = sys.modules["_timeslice"]

fake.replies["http://x/json"] = (200, {"Content-Type": "application/json"}, b'{"k": [1]}', 1000, 1000)
fake.replies["http://x/missing"] = (404, {"Content-Type": "text/plain"}, b"no", 1000, 0)
fake.replies["http://x/broken"] = (500, {}, b"", 1000, 0)
fake.replies["http://nowhere/"] = (0, {}, b"", 1000, 0)
fake.replies["http://x/slow"] = (200, {}, b"late", 3_000_000_000, 0)


def failure(action):
    try:
        return action()
    except Exception as exc:
        return type(exc).__name__, str(exc)


def expect(label, value, actual):
    same(label, lambda: value, actual)


with request.urlopen("http://x/page") as response:
    expect("urlopen", (200, "OK", "text/html", "utf-8", b"GET http://x/page", b"", True), lambda: (
        response.status, response.reason, response.headers.get_content_type(), response.info().get_content_charset(), response.read(), response.read(), response.geturl() == "http://x/page"))
expect("urlopen lines", [b"POST http://x/form"], lambda: list(request.urlopen(request.Request("http://x/form", data=b"x"))))
expect("urlopen 404", ("HTTPError", "HTTP Error 404: Not Found"), lambda: failure(lambda: request.urlopen("http://x/missing")))
expect("urlopen host", ("URLError", "<urlopen error [Errno -2] Name or service not known>"), lambda: failure(lambda: request.urlopen("http://nowhere/")))
expect("urlopen timeout", ("URLError", "<urlopen error timed out>"), lambda: failure(lambda: request.urlopen("http://x/slow", timeout=0.001)))
expect("urlopen scheme", ("ValueError", "unknown url type: 'x'"), lambda: failure(lambda: request.urlopen("x")))
target = os.path.join(tempfile.mkdtemp(), "f")
expect("urlretrieve", (target, b"GET http://x/file"), lambda: (request.urlretrieve("http://x/file", target)[0], open(target, "rb").read()))

r = requests.get("http://x/json")
expect("requests", (200, True, {"k": [1]}, '{"k": [1]}', "<Response [200]>", True), lambda: (r.status_code, r.ok, r.json(), r.text, repr(r), r.elapsed.total_seconds() > 0))
expect("requests query", ("http://x/p?a=1&b=c+d", "GET http://x/p?a=1&b=c+d"), lambda: ((p := requests.get("http://x/p", params={"a": 1, "b": "c d"})).url, p.text))
expect("requests 404", (False, ("HTTPError", "404 Client Error: Not Found for url: http://x/missing")), lambda: ((m := requests.get("http://x/missing")).ok, failure(m.raise_for_status)))
expect("requests 500", ("HTTPError", "500 Server Error: Internal Server Error for url: http://x/broken"), lambda: failure(requests.get("http://x/broken").raise_for_status))
expect("requests host", "ConnectionError", lambda: failure(lambda: requests.get("http://nowhere/"))[0])
expect("requests timeout", ("ReadTimeout", "HTTPConnectionPool(host='x', port=80): Read timed out. (read timeout=0.001)"), lambda: failure(lambda: requests.get("http://x/slow", timeout=0.001)))
expect("requests schema", ("MissingSchema", "Invalid URL 'x.org': No scheme supplied. Perhaps you meant https://x.org?"), lambda: failure(lambda: requests.get("x.org")))
expect("requests codes", (200, 404, True), lambda: (requests.codes.ok, requests.codes.not_found, issubclass(requests.ReadTimeout, requests.exceptions.RequestException)))
with requests.Session() as session:
    expect("session", ["GET http://x/1", "POST http://x/2", "PUT http://x/3"], lambda: [session.get("http://x/1").text, session.post("http://x/2", json={}).text, session.put("http://x/3").text])


async def asynchronous():
    out = []
    async with aiohttp.ClientSession() as session:
        async with session.get("http://x/json") as response:
            out += [response.status, await response.json(), response.ok, response.content_type]
        response = await session.post("http://x/y", data="z")
        out.append(await response.text())
        async with session.get("http://x/missing") as response:
            out.append(failure(response.raise_for_status))
        try:
            await session.get("http://nowhere/")
        except aiohttp.ClientConnectorError as exc:
            out.append(type(exc).__name__)
        try:
            async with session.get("http://x/slow", timeout=aiohttp.ClientTimeout(total=0.001)):
                pass
        except asyncio.TimeoutError as exc:
            out.append(type(exc).__name__)

    async def one(session, url):
        async with session.get(url) as response:
            return await response.read()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=2)) as session:
        out += await asyncio.gather(*[one(session, f"http://x/{i}") for i in range(5)])
    out.append(session.closed)
    try:
        await session.get("http://x/1")
    except RuntimeError as exc:
        out.append(str(exc))
    return out


expect("aiohttp", [200, {"k": [1]}, True, "application/json", "POST http://x/y", ("ClientResponseError", "404, message='Not Found', url='http://x/missing'"), "ClientConnectorError", "ServerTimeoutError",
                   *[b"GET http://x/%d" % i for i in range(5)], True, "Session is closed"], lambda: asyncio.run(asynchronous()))
expect("events", True, lambda: fake.events[:3] == [("simulated", "GET http://x/page"), ("io_begin", "GET http://x/page"), ("io_end", "GET http://x/page")])

with support._instead_of(["PIL"]):
    sys.modules["_timeslice"] = fake
    lib("PIL")
    Image = lib("PIL.Image")
    ImageFilter = lib("PIL.ImageFilter")


def thumbnails():
    fake.burned.clear()
    folder = tempfile.mkdtemp()
    big = Image.new("RGB", (4000, 3000), "red")
    path = os.path.join(folder, "big.jpg")
    big.save(path)
    out = []
    with Image.open(path) as img:
        out += [img.size, img.format, img.mode, img.getpixel((5, 5))]
        img.thumbnail((128, 128))
        out.append(img.size)
    half = Image.open(path).resize((2000, 1500), Image.LANCZOS)
    half.save(os.path.join(folder, "half.png"))
    out += [Image.open(os.path.join(folder, "half.png")).size, half.width, half.height, half.convert("L").getpixel((0, 0)), half.rotate(90, expand=True).size, half.crop((10, 10, 110, 60)).size, half.transpose(Image.ROTATE_90).size]
    buffer = io.BytesIO()
    half.filter(ImageFilter.BLUR).save(buffer, "PNG")
    buffer.seek(0)
    out += [Image.open(buffer).format, sum(fake.burned) > 4000 * 3000 * 12]
    small = Image.new("L", (2, 2), 7)
    small.putpixel((1, 1), 9)
    out += [small.getdata(), Image.new("RGB", (1, 1), "#0f0").getpixel((0, 0)), [s.getpixel((0, 0)) for s in Image.new("RGB", (1, 1), (1, 2, 3)).split()]]
    return out


expect("thumbnails", [(4000, 3000), "JPEG", "RGB", (255, 0, 0), (128, 96), (2000, 1500), 2000, 1500, 76, (1500, 2000), (100, 50), (1500, 2000), "PNG", True, [7, 7, 7, 9], (0, 255, 0), [1, 2, 3]], thumbnails)
for label, action, error in [
    ("unidentified", lambda: Image.open(io.BytesIO(b"text")), "UnidentifiedImageError"), ("extension", lambda: Image.new("RGB", (1, 1)).save("x.txt"), "ValueError"), ("mode", lambda: Image.new("Q", (1, 1)), "ValueError"),
    ("alpha", lambda: Image.new("RGBA", (1, 1)).save("x.jpg"), "OSError"), ("pixel", lambda: Image.new("L", (1, 1)).getpixel((5, 5)), "IndexError"), ("show", lambda: Image.new("L", (1, 1)).show(), "NotImplementedError"),
]:
    expect(label, error, lambda: failure(action)[0])


def packed(m):
    rng = random.Random(3)
    out = []
    for fmt, values in [("<bBhHiIqQ", (-1, 255, -2, 65535, -3, 2**32 - 1, -4, 2**64 - 1)), (">fd", (1.5, -2.25)), ("@cbhilq", (b"a", 1, 2, 3, 4, 5)), ("!3s5p?x2h", (b"abcd", b"hi", True, 7, -7)), ("=2i3x", (1, 2)), ("10s", (b"short",)), ("0s", (b"x",)), ("<e", (0.1,)), ("3h", (1, 2, 3)), ("bi", (1, 2)), ("b0i", (1,)), ("<lL", (1, 2)), ("", ())]:
        data = m.pack(fmt, *values)
        out += [data, m.unpack(fmt, data), m.calcsize(fmt)]
    for _ in range(300):
        x = rng.choice([rng.uniform(-1e3, 1e3), rng.gauss(0, 1) * 10 ** rng.randint(-320, 300), float("inf"), -0.0, 5e-324, 1e-45, 65504.0])
        out.append(m.pack("<d", x))
        out.append(m.unpack("<d", m.pack("<d", x)))
        for letter in "fe":
            try:
                out.append((m.pack(">" + letter, x), m.unpack(">" + letter, m.pack(">" + letter, x))))
            except OverflowError as exc:
                out.append(str(exc))
    buf = bytearray(10)
    m.pack_into("<h", buf, 3, 258)
    s = m.Struct("<hh")
    return out, buf, m.unpack_from("<h", buf, 3), list(m.iter_unpack("<hh", bytes(range(8)))), s.size, s.format, s.pack(1, 2), s.unpack(b"\1\0\2\0"), m.unpack("<d", m.pack("<d", float("nan")))[0] != 0


def pack_errors(m):
    out = []
    for call in (lambda: m.pack("b", 200), lambda: m.pack("<h", 70000), lambda: m.pack("i", "x"), lambda: m.pack("2i", 1), lambda: m.unpack("i", b"12"), lambda: m.pack("z", 1), lambda: m.pack("s", "x"), lambda: m.pack("c", b"ab"), lambda: m.pack("f", "x"), lambda: m.pack("3"), lambda: m.pack("<I", -1), lambda: m.unpack_from("i", b"123"), lambda: m.pack("B", 256), lambda: m.pack("<n", 1), lambda: m.pack("h", 70000), lambda: m.pack_into("i", bytearray(2), 0, 1), lambda: list(m.iter_unpack("i", b"123"))):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    return out


compare("struct", [packed, pack_errors])
support.finish()
