"""Filters: each one has a price a pixel."""


class Filter:
    cost_ns = 20
    name = "filter"


class _Named(Filter):
    def __init__(self, name, cost_ns):
        self.name = name
        self.cost_ns = cost_ns


BLUR = _Named("Blur", 60)
CONTOUR = _Named("Contour", 30)
DETAIL = _Named("Detail", 30)
EDGE_ENHANCE = _Named("Edge-enhance", 30)
EMBOSS = _Named("Emboss", 30)
FIND_EDGES = _Named("Find Edges", 30)
SHARPEN = _Named("Sharpen", 30)
SMOOTH = _Named("Smooth", 30)


class GaussianBlur(Filter):
    name = "GaussianBlur"

    def __init__(self, radius=2):
        self.radius = radius
        # Three box blurs in each direction, whatever the radius.
        self.cost_ns = 40


class BoxBlur(Filter):
    name = "BoxBlur"

    def __init__(self, radius):
        self.radius = radius
        self.cost_ns = 14
