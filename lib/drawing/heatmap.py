"""A table of numbers as coloured cells, each with its number in it, cheap enough to move.

One artist draws all cells. The palette diverges: orange above 0, white at 0, blue below; it is pale
enough for dark text at its ends, and blue and orange stay apart for all kinds of colour-blindness.
The sign is printed as well, so nothing hangs on the colour.
"""

import functools

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import IdentityTransform

from lib.drawing.style import INK, LESS, MORE, QUIET

LINES = {"color": QUIET, "linewidth": 0.8, "clip_on": False, "zorder": 1}
GAP = 0.6  # points: leaves the lines between the cells to be seen
HALF_DIGIT = 0.36  # how far the middle of a digit lies over its baseline, in its font size
_STILL = IdentityTransform()


def share(value, limit):
    """How much of its full colour a number has, from 0 to 1; none for NaN."""
    return min(abs(value) / limit, 1.0) if np.isfinite(value) else 0.0


class HeatMap(Artist):
    """The cells of a table that fills `ax`, its rows and columns named; row 0 is at the top.

    limit: the size of a number at which the colour is full; write: a function from a number, or
    NaN where there is none, to what is printed, as `lib.stage.words.cell`.
    """

    def __init__(self, ax: Axes, rows, columns, limit, write, fontsize=11.0):
        super().__init__()
        self.values = np.zeros((len(rows), len(columns)))
        self.limit, self.write = limit, write
        self.font = FontProperties(family="DejaVu Sans", size=fontsize)
        self._text = Text(ha="center", va="baseline", transform=IdentityTransform())
        self.set_zorder(3)
        ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
        ax.set_xticks(range(len(columns)), columns)
        ax.set_yticks(range(len(rows)), rows)
        ax.grid(False)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        for x in range(len(columns) + 1):
            ax.axvline(x - 0.5, **LINES)
        for y in range(len(rows) + 1):
            ax.axhline(y - 0.5, **LINES)
        ax.add_artist(self)
        self.set_clip_on(False)

    def set_values(self, values):
        """Show these numbers, an array (rows, columns)."""
        values = np.asarray(values, dtype=float)
        if values.shape != self.values.shape:
            raise ValueError(f"values have shape {values.shape}, {self.values.shape} was due")
        self.values = values

    def get_window_extent(self, renderer=None):
        return self.axes.get_window_extent(renderer)

    def draw(self, renderer):
        if not self.get_visible():
            return
        rows, columns = self.values.shape
        to_picture = self.axes.transData.transform
        across = to_picture([(j - 0.5, 0) for j in range(columns + 1)])[:, 0]
        down = to_picture([(0, i - 0.5) for i in range(rows + 1)])[:, 1]
        size = renderer.points_to_pixels(self.font.get_size_in_points())
        plain = renderer.new_gc()
        plain.set_linewidth(0)
        plain.set_foreground(INK)
        gap = renderer.points_to_pixels(GAP)
        for i in range(rows):
            for j in range(columns):
                value = self.values[i, j]
                left, right = across[j] + gap, across[j + 1] - gap
                top, bottom = down[i] - gap, down[i + 1] + gap
                corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
                if np.isfinite(value) and value != 0:  # the ground is white
                    face = (*to_rgb(MORE if value > 0 else LESS), share(value, self.limit))
                    renderer.draw_path(plain, Path(corners, closed=True), _STILL, face)
                self._write(renderer, plain, (left + right) / 2, (top + bottom) / 2, value, size)
        plain.restore()

    def _write(self, renderer, gc, x, y, value, size):
        said = self.write(value)
        y -= HALF_DIGIT * size  # y is the baseline
        self._text.set_position((x, y))
        left = x - width(said) * size / 2
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        renderer.draw_text(gc, left, y, said, self.font, 0, False, self._text)


def width(text):
    """How wide a text is, in multiples of its font size."""
    return sum(map(_width, text))


@functools.cache
def _width(character):
    # The space after a character counts as well: two of them, less one.
    font = FontProperties(family="DejaVu Sans")
    one, two = (TextPath((0, 0), character * n, 100, prop=font).get_extents() for n in (1, 2))
    return (two.x1 - one.x1) / 100
