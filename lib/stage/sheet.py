"""The sheet that one frame is written on: where things come to lie on it, and how they look.

All is in points from the upper left, as in the SVG. What is the same from frame to frame (styles) is
made once and kept by its values, so nothing has to be told when an artist's look changes.
"""

import functools
import zlib

import numpy as np
from matplotlib import _path
from matplotlib.colors import to_rgba
from matplotlib.transforms import TransformNode

from lib.stage.theme import paint

NEAR = 1e6  # points: what lies further away is left to matplotlib
_CODES = [b"M", b"L", b"Q", b"C", b"z"]
_LINES_ONLY = [b"M", b"", b"", b"", b""]  # without curves all that follows a place is a line
_CAPS = {"butt": "butt", "round": "round", "projecting": "square"}


class Sheet:
    """Size, places and clips of one frame; salt makes its ids the stage's own."""

    def __init__(self, size, salt):
        self.width, self.height = map(float, size)
        self._clips = {}
        self._salt = salt
        self._places = {}

    def place(self, transform):
        """The `Place` of a transform, worked out once a frame."""
        found = self._places.get(id(transform))
        if found is None:
            found = self._places[id(transform)] = place_of(transform, self.height)
        return found

    def clip(self, artist):
        """The attribute that clips an artist to its Axes, "" where it isn't clipped."""
        box = artist.get_clip_box()
        if box is None or not artist.get_clip_on():
            return ""
        bounds = box.bounds
        found = self._clips.get(bounds)
        if found is None:
            found = self._clips[bounds] = _clip(bounds, self.height, self._salt)
        return found[0]

    @property
    def clips(self):
        """The SVG of all clips that were asked for."""
        return "".join([clip for _, clip in self._clips.values()])

    def holds(self, x, y):
        """Whether a point lies on the sheet. NaN and infinities don't."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    def trace(self, path, matrix, cut, simplify=False, digits=1):
        """The `d` of a matplotlib Path, gaps where it isn't finite; "" where nothing is left.

        matrix is a `Place`'s, or None for a path in points already.

        digits are the decimals of a point: one is enough, but along a dashed line of many points what
        is rounded adds up, and moves the dashes. `cut` leaves out what lies off the sheet, as
        matplotlib does for lines. (It's the function that its SVG renderer uses: the same gaps, the
        same points left out.)
        """
        sheet = (0.0, 0.0, self.width, self.height) if cut else None
        codes = _LINES_ONLY if path.codes is None else _CODES
        text = _path.convert_to_string(
            path, matrix, sheet, simplify, None, digits, codes, False
        ).decode("ascii")
        text = text.replace(" \n", "").replace("M ", "M")
        return text if path.codes is None else text.replace("L ", "L")


@functools.lru_cache(maxsize=512)
def _clip(bounds, sheet_height, salt):
    """(attribute, SVG) of the clip to a box (left, low, width, height), low from below."""
    left, low, width, height = bounds
    name = f"{salt}-{zlib.crc32(str(bounds).encode()):08x}"
    return (
        f' clip-path="url(#{name})"',
        f'<clipPath id="{name}"><rect x="{left:.2f}" y="{sheet_height - low - height:.2f}" '
        f'width="{width:.2f}" height="{height:.2f}"/></clipPath>',
    )


class Points:
    """As much of a matplotlib Path as `Sheet.trace` reads, for (n, 2) points in one line.

    A Path takes five times as long to make: it asks matplotlib's settings.
    """

    codes, should_simplify, simplify_threshold = None, False, 0.0

    def __init__(self, vertices):
        self.vertices = vertices


def place_of(transform, height):
    """The `Place` of a transform, kept with it until it changes."""
    kept = getattr(transform, "_stage_place", None)
    if kept is None or kept.changed or kept.height != height:
        kept = transform._stage_place = _Kept(transform, height)
    return kept.place


class _Kept(TransformNode):
    """A place, and whether its transform has changed since: matplotlib tells its parents."""

    changed = property(lambda self: bool(self._invalid))

    def __init__(self, transform, height):
        super().__init__()
        self.height, self.place = height, Place(transform, height)
        self._invalid = 0
        self.set_children(transform)


class Place:
    """Where a transform puts points on the sheet: x a + y c + e across, x b + y d + f down.

    `bends` says that the points go through `transform.transform_non_affine` first, as on log axes.
    """

    def __init__(self, transform, height):
        matrix = transform.get_affine().get_matrix()
        flipped = np.array([matrix[0], -matrix[1], matrix[2]])
        flipped[1, 2] += height
        self.transform, self.matrix = transform, flipped
        (self.a, self.c, self.e), (self.b, self.d, self.f), _ = flipped.tolist()
        self.bends = not transform.is_affine

    def point(self, x, y):
        """One point, or None where it is nowhere. x and y are numbers."""
        if self.bends:
            x, y = self.transform.transform_non_affine(np.array([(x, y)], dtype=float))[0].tolist()
        across, down = x * self.a + y * self.c + self.e, x * self.b + y * self.d + self.f
        return (across, down) if abs(across) + abs(down) < NEAR else None

    def points(self, vertices):
        """An array (n, 2) of points that have gone through the bend already."""
        return vertices @ self.matrix[:2, :2].T + self.matrix[:2, 2]


def plain(artist):
    """Whether an artist has none of what only matplotlib can draw, whatever its kind."""
    return not (
        artist.get_path_effects()
        or artist.get_sketch_params()
        or artist.get_agg_filter()
        or artist.get_rasterized()
        or artist.get_url()
        or artist.get_gid()
        or artist.get_clip_path()
    )


def hashable(color):
    """A colour as text or tuple, to look a style up by."""
    return color if isinstance(color, str) else tuple(color)


def joined(points):
    """A few points as SVG, to a tenth of a point, no zeros at the ends: "12.3 4 50 61.7"."""
    text = " ".join(["%.1f %.1f" % point for point in points])  # noqa: UP031, faster than f""
    return f"{text} ".replace(".0 ", " ")[:-1]


def short(number, digits=2):
    """A number with at most so many decimals (one or more), no zeros at the end, no −0."""
    return f"{round(number, digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".")


def fill(rgba):
    """CSS for a filled area: "fill:none" where there is no colour."""
    if rgba is None or not rgba[3]:
        return "fill:none"
    return f"fill:{paint(rgba)}" + (f";fill-opacity:{short(rgba[3], 3)}" if rgba[3] < 1 else "")


def stroke(rgba, width, dashes=(0, None)):
    """CSS for a line: "" where there is none. dashes is (offset, lengths or None), in points."""
    if not width or not rgba[3]:
        return ""
    offset, lengths = dashes
    css = f";stroke:{paint(rgba)}"
    if rgba[3] < 1:
        css += f";stroke-opacity:{short(rgba[3], 3)}"
    if width != 1:
        css += f";stroke-width:{short(width, 3)}"
    if lengths:
        css += f";stroke-dasharray:{','.join(short(length, 4) for length in lengths)}"
        if offset:
            css += f";stroke-dashoffset:{short(offset, 4)}"
    return css


def ends(cap, join):
    """CSS for the ends and corners of a line: what isn't so by default on our sheets.

    It stands on each element: matplotlib's own pictures on the same page set it for all elements.
    """
    css = f";stroke-linejoin:{join}" if join != "round" else ""
    return css + (f";stroke-linecap:{_CAPS[cap]}" if cap != "butt" else "")


@functools.lru_cache(maxsize=512)
def line_style(color, alpha, width, dashes, cap, join):
    """CSS of a line that isn't filled; "" where there is nothing to be seen."""
    drawn = stroke(to_rgba(color, alpha), width, dashes)
    return drawn and f"fill:none{drawn}{ends(cap, join)}"
