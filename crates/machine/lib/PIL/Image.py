"""Image.open(), Image.new() and what one does with images in lessons about speed."""

import io
import os
import struct
from enum import IntEnum

import _timeslice

from . import UnidentifiedImageError

# Nanoseconds a pixel: the order of magnitude of Pillow on one core.
_DECODE_NS = 12
_ENCODE_NS = 15
_FILL_NS = 1
_RESAMPLE_NS = {0: 2, 1: 14, 2: 6, 3: 9, 4: 4, 5: 5}

_BANDS = {"1": 1, "L": 1, "P": 1, "LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4, "YCbCr": 3, "HSV": 3, "I": 1, "F": 1}
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".bmp": "BMP", ".webp": "WEBP", ".tiff": "TIFF", ".tif": "TIFF"}
_MARK = b"timeslice-image"

_COLORS = {
    "black": (0, 0, 0), "white": (255, 255, 255), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "orange": (255, 165, 0),
    "purple": (128, 0, 128), "cyan": (0, 255, 255), "magenta": (255, 0, 255), "pink": (255, 192, 203),
    "brown": (165, 42, 42), "lime": (0, 255, 0), "navy": (0, 0, 128),
}  # fmt: skip


class Resampling(IntEnum):
    NEAREST = 0
    BOX = 4
    BILINEAR = 2
    HAMMING = 5
    BICUBIC = 3
    LANCZOS = 1


class Transpose(IntEnum):
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


NEAREST, BOX, BILINEAR = Resampling.NEAREST, Resampling.BOX, Resampling.BILINEAR
HAMMING, BICUBIC, LANCZOS = Resampling.HAMMING, Resampling.BICUBIC, Resampling.LANCZOS
FLIP_LEFT_RIGHT, FLIP_TOP_BOTTOM = Transpose.FLIP_LEFT_RIGHT, Transpose.FLIP_TOP_BOTTOM
ROTATE_90, ROTATE_180, ROTATE_270 = Transpose.ROTATE_90, Transpose.ROTATE_180, Transpose.ROTATE_270


def _color(color, mode):
    """color as a pixel of that mode."""
    if isinstance(color, str):
        text = color.lower()
        if text.startswith("#") and len(text) in (4, 7):
            digits = text[1:] if len(text) == 7 else "".join([c * 2 for c in text[1:]])
            color = tuple([int(digits[i : i + 2], 16) for i in (0, 2, 4)])
        elif text in _COLORS:
            color = _COLORS[text]
        else:
            raise ValueError(f"unknown color specifier: {color!r}")
        if mode in ("L", "1", "P"):
            red, green, blue = color
            return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
        if mode == "RGBA":
            color += (255,)
    bands = _BANDS[mode]
    if bands == 1:
        return color[0] if isinstance(color, tuple) else color
    if isinstance(color, int):
        return (color,) + (0,) * (bands - 1)
    color = tuple(color)
    return (color + (255,) * bands)[:bands]


class Image:
    format = None
    format_description = None

    def __init__(self, mode, size, color):
        self.mode = mode
        self._size = size
        # None: the pixels of a decoded file, which nobody computed.
        self._fill = color
        self._changed = {}
        self._pending_ns = 0
        self.filename = ""
        self.info = {}
        self.palette = None

    size = property(lambda self: self._size)
    width = property(lambda self: self._size[0])
    height = property(lambda self: self._size[1])

    def _pixels(self):
        return self._size[0] * self._size[1]

    def load(self):
        """Decode the file, if that has not happened yet."""
        if self._pending_ns:
            cost, self._pending_ns = self._pending_ns, 0
            _timeslice.cpu(cost)

    def _work(self, ns):
        self.load()
        _timeslice.cpu(int(ns))

    def _derived(self, size=None, mode=None, keep_pixels=False):
        result = Image(mode or self.mode, tuple(size or self._size), self._fill)
        result.info = dict(self.info)
        if keep_pixels:
            result._changed = dict(self._changed)
        elif self._changed:
            # What an operation makes of single changed pixels is not computed.
            result._fill = None
        return result

    def getbands(self):
        return tuple(self.mode) if self.mode not in ("1", "P", "YCbCr") else {"1": ("1",), "P": ("P",), "YCbCr": ("Y", "Cb", "Cr")}[self.mode]

    def copy(self):
        self._work(self._pixels() * _FILL_NS)
        return self._derived(keep_pixels=True)

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        width, height = int(size[0]), int(size[1])
        if width <= 0 or height <= 0:
            raise ValueError("height and width must be > 0")
        method = int(Resampling.BICUBIC if resample is None else resample)
        if method not in _RESAMPLE_NS:
            raise ValueError(f"Unknown resampling filter ({method}).")
        if (width, height) == self._size:
            return self.copy()
        # Filters look at every source pixel; the nearest-neighbour one only at those it takes.
        touched = width * height + (self._pixels() if method else 0)
        self._work(touched * _RESAMPLE_NS[method])
        return self._derived((width, height))

    def thumbnail(self, size, resample=Resampling.BICUBIC, reducing_gap=2.0):
        x, y = int(size[0]), int(size[1])
        width, height = self._size
        if x >= width and y >= height:
            return
        aspect = width / height
        if x / y >= aspect:
            x = max(min(int(y * aspect), int(y * aspect) + 1, key=lambda n: abs(aspect - n / y)), 1)
        else:
            y = max(min(int(x / aspect), int(x / aspect) + 1, key=lambda n: 0 if n == 0 else abs(aspect - x / n)), 1)
        if (x, y) != self._size:
            smaller = self.resize((x, y), resample)
            self._size, self._fill, self._changed = smaller._size, smaller._fill, {}

    def crop(self, box=None):
        left, upper, right, lower = box or (0, 0, *self._size)
        if right < left:
            raise ValueError("Coordinate 'right' is less than 'left'")
        if lower < upper:
            raise ValueError("Coordinate 'lower' is less than 'upper'")
        size = (right - left, lower - upper)
        self._work(size[0] * size[1] * _FILL_NS)
        result = self._derived(size, keep_pixels=True)
        result._changed = {(x - left, y - upper): v for (x, y), v in self._changed.items() if left <= x < right and upper <= y < lower}
        return result

    def rotate(self, angle, resample=Resampling.NEAREST, expand=False, center=None, translate=None, fillcolor=None):
        angle %= 360
        self._work(self._pixels() * (2 if angle % 90 == 0 else 8))
        if angle in (90, 270) and (expand or self.width == self.height):
            return self._derived((self.height, self.width))
        if expand and angle % 180:
            import math

            radians = math.radians(angle)
            c, s = abs(math.cos(radians)), abs(math.sin(radians))
            return self._derived((math.ceil(self.width * c + self.height * s), math.ceil(self.width * s + self.height * c)))
        return self._derived()

    def transpose(self, method):
        self._work(self._pixels() * 2)
        turned = int(method) in (2, 4, 5, 6)
        return self._derived((self.height, self.width) if turned else self._size)

    def convert(self, mode=None, matrix=None, dither=None, palette=0, colors=256):
        mode = mode or self.mode
        if mode not in _BANDS:
            raise ValueError(f"conversion from {self.mode} to {mode} not supported")
        if mode == self.mode:
            return self.copy()
        self._work(self._pixels() * 3)
        result = self._derived(mode=mode)
        if result._fill is not None:
            result._fill = _converted(result._fill, self.mode, mode)
        return result

    def filter(self, filter):
        self._work(self._pixels() * getattr(filter, "cost_ns", 20))
        return self._derived()

    def point(self, lut, mode=None):
        self._work(self._pixels() * 2)
        result = self._derived(mode=mode)
        if callable(lut) and isinstance(result._fill, int):
            result._fill = int(lut(result._fill))
        elif callable(lut) and isinstance(result._fill, tuple):
            result._fill = tuple([int(lut(v)) for v in result._fill])
        return result

    def paste(self, im, box=None, mask=None):
        size = im._size if isinstance(im, Image) else self._size
        self._work(size[0] * size[1] * _FILL_NS)
        self._fill = None

    def split(self):
        self._work(self._pixels() * _FILL_NS)
        bands = self._fill if isinstance(self._fill, tuple) else (self._fill,) * len(self.getbands())
        return tuple([Image("L", self._size, value) for value in bands])

    def getpixel(self, xy):
        x, y = int(xy[0]), int(xy[1])
        if not (-self.width <= x < self.width and -self.height <= y < self.height):
            raise IndexError("image index out of range")
        x, y = x % self.width, y % self.height
        value = self._changed.get((x, y), self._fill)
        if value is None:
            raise NotImplementedError("the pixels of this image are not simulated in Timeslice")
        return value

    def putpixel(self, xy, value):
        x, y = int(xy[0]), int(xy[1])
        if not (0 <= x < self.width and 0 <= y < self.height):
            raise IndexError("image index out of range")
        self.load()
        self._changed[x, y] = _color(value, self.mode)

    def getdata(self, band=None):
        self.load()
        return [self.getpixel((x, y)) for y in range(self.height) for x in range(self.width)]

    def save(self, fp, format=None, **params):
        name = fp if isinstance(fp, (str, bytes)) or hasattr(fp, "__fspath__") else None
        if format is None:
            extension = os.path.splitext(os.fspath(name))[1].lower() if name is not None else ""
            if extension not in _FORMATS:
                raise ValueError(f"unknown file extension: {extension}")
            format = _FORMATS[extension]
        format = "JPEG" if format.upper() == "JPG" else format.upper()
        if format not in _FORMATS.values():
            raise KeyError(format)
        if format == "JPEG" and self.mode in ("RGBA", "LA", "P"):
            raise OSError(f"cannot write mode {self.mode} as JPEG")
        self._work(self._pixels() * _ENCODE_NS)
        data = _encoded(format, self)
        if name is not None:
            with io.open(name, "wb") as file:
                file.write(data)
        else:
            fp.write(data)

    def show(self, title=None):
        raise NotImplementedError("Image.show() is not supported in Timeslice: there is no window to show it in")

    def verify(self):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __eq__(self, other):
        if not isinstance(other, Image):
            return NotImplemented
        return (self.mode, self._size, self._fill, self._changed) == (other.mode, other._size, other._fill, other._changed)

    __hash__ = object.__hash__

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__} image mode={self.mode} size={self.width}x{self.height} at {id(self):#X}>"


def _converted(value, old, new):
    if isinstance(value, tuple) and new in ("L", "1"):
        red, green, blue = value[:3]
        return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
    if isinstance(value, int):
        return (value,) * 3 + (255,) * (_BANDS[new] - 3) if _BANDS[new] >= 3 else value
    return _color(value, new)


# ---------------------------------------------------------------- files: a real header, and what this module knows


def _encoded(format, image):
    width, height = image._size
    fill = image._fill if isinstance(image._fill, tuple) else () if image._fill is None else (image._fill,)
    note = _MARK + f" {format} {image.mode} {width} {height} {','.join(map(str, fill))};".encode()
    if format == "PNG":
        head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + bytes(4)
        return head + struct.pack(">I4s", len(note), b"tEXt") + note + bytes(4)
    if format == "JPEG":
        frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height & 0xFFFF, width & 0xFFFF, 3) + bytes(9)
        return b"\xff\xd8\xff\xfe" + struct.pack(">H", len(note) + 2) + note + frame + b"\xff\xd9"
    return note


def _identified(data):
    """(format, mode, width, height, colour or None) of a file's first bytes, or None."""
    at = data.find(_MARK, 0, 200)
    if at >= 0:
        fields = data[at : data.index(b";", at)].decode().split(" ")
        _, format, mode, width, height = fields[:5]
        fill = tuple([int(v) for v in fields[5].split(",") if v])
        color = None if not fill else fill[0] if _BANDS[mode] == 1 else fill
        return format, mode, int(width), int(height), color
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 26:
        width, height, _, kind = struct.unpack(">IIBB", data[16:26])
        return "PNG", {0: "L", 2: "RGB", 3: "P", 4: "LA", 6: "RGBA"}.get(kind, "RGB"), width, height, None
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) >= 10:
        return ("GIF", "P", *struct.unpack("<HH", data[6:10]), None)
    if data.startswith(b"BM") and len(data) >= 26:
        return ("BMP", "RGB", *struct.unpack("<ii", data[18:26]), None)
    if data.startswith(b"\xff\xd8"):
        return _identified_jpeg(data)
    return None


def _identified_jpeg(data):
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width, bands = struct.unpack(">HHB", data[at + 5 : at + 10])
            return "JPEG", {1: "L", 3: "RGB", 4: "CMYK"}.get(bands, "RGB"), width, height, None
        at += 2 + length
    return None


def open(fp, mode="r", formats=None):
    if mode != "r":
        raise ValueError(f"bad mode {mode!r}")
    if isinstance(fp, (str, bytes)) or hasattr(fp, "__fspath__"):
        filename = os.fspath(fp)
        with io.open(filename, "rb") as file:
            data = file.read()
    else:
        filename = ""
        data = fp.read()
    found = _identified(data)
    if found is None:
        raise UnidentifiedImageError(f"cannot identify image file {filename or fp!r}")
    format, pixel_mode, width, height, color = found
    image = Image(pixel_mode, (width, height), color)
    image.format = format
    image.filename = filename
    # Opening reads the header; decoding comes with the first use of the pixels.
    image._pending_ns = width * height * _DECODE_NS
    return image


def new(mode, size, color=0):
    if mode not in _BANDS:
        raise ValueError("unrecognized image mode")
    if len(size) != 2:
        raise ValueError("Size must be a sequence of length 2")
    width, height = size
    if width < 0 or height < 0:
        raise ValueError("Width and height must be >= 0")
    _timeslice.cpu(width * height * _FILL_NS)
    return Image(mode, (width, height), _color(0 if color is None else color, mode))
