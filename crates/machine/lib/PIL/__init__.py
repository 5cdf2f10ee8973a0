"""Image-shaped work: sizes and prices are real, pixels are not computed.

An image knows its size, mode and the colour it was made of. Every operation costs
the virtual CPU time that such work takes for that many pixels, so a thumbnail
program shows where its time goes. Pixel values that only decoding a real file
could give are refused.
"""

__version__ = "11.0.0"


class UnidentifiedImageError(OSError):
    pass
