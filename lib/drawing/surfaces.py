"""Drawing functions of two inputs: as a surface, as a contour map, and what stands on both."""

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from lib.drawing.curves import nice_limits
from lib.drawing.style import GRID, SEAM, SURFACE, role
from lib.formula.writing import true_signs

CELLS = 20


def mesh(f, lo, hi, count):
    """Heights of `f` over a square: (side (count,), z (count, count)), rows along y; gaps are NaN."""
    side = np.linspace(lo, hi, count)
    z = np.array(f(*np.meshgrid(side, side)), dtype=float)
    z[~np.isfinite(z)] = np.nan
    return side, z


def surface(ax, f, lo, hi, turn, tilt):
    """`f` over a square as a still surface; ax is 3-D, turn and tilt of the view in degrees.

    It is coarse, so that it stays small as SVG, and pale, so that lines on it are seen. What is
    wildly high or low is cut off. Returns the limits of the height axis.
    """
    side, z = mesh(f, lo, hi, CELLS + 1)
    low, high = nice_limits(z, margin=0.02)
    ax.plot_surface(
        *np.meshgrid(side, side),
        np.where((z < low) | (z > high), np.nan, z),
        rstride=1,
        cstride=1,
        color=SURFACE,
        edgecolor=SEAM,
        linewidth=0.35,
        alpha=0.75,
    )
    ax.set(xlim=(lo, hi), ylim=(lo, hi), zlim=(low, high))
    ax.set(xlabel="x, first input", ylabel="y, second input")
    ax.view_init(elev=tilt, azim=turn)
    ax.set_box_aspect((1, 1, 0.75), zoom=1.04)
    inside = [t for t in MaxNLocator(4, integer=True).tick_values(lo, hi) if lo < t < hi]
    ax.set(xticks=inside, yticks=inside)
    ax.locator_params(axis="z", nbins=5)
    ax.tick_params(labelsize=9.5, pad=-1)
    ax.xaxis.labelpad = ax.yaxis.labelpad = 0
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.pane.set_facecolor("white")
        axis.pane.set_edgecolor(GRID)
    return low, high


def axes_at(figure, place, **more):
    """Axes at a place of their own, where two pictures of unlike kind share a figure."""
    figure.set_layout_engine("none")
    return figure.add_axes(place, **more)


def contour_lines(ax: Axes, x, y, heights, levels, **style):
    """The lines at some levels of heights (q, p), gaps where they aren't finite; x and y as for
    `Axes.contour`. Returns the contour set."""
    look = {"colors": role("contour").color, "linewidths": 0.9, "linestyles": "-", **style}
    return ax.contour(x, y, np.ma.masked_invalid(heights), levels=levels, **look)


def contours(ax: Axes, f, lo, hi, count=9):
    """The contour map of `f` over a square, with equal aspect; levels at equal steps of height.

    Returns the contour set, or None where f has no two different finite heights.
    """
    side, z = mesh(f, lo, hi, 81)
    ax.set(xlim=(lo, hi), ylim=(lo, hi), aspect="equal")
    ax.set(xlabel="x, first input", ylabel="y, second input")
    finite = z[np.isfinite(z)]
    if not finite.size or finite.min() == finite.max():
        return None
    low, high = nice_limits(z, margin=0.0)
    levels = np.linspace(low, high, count + 2)[1:-1]
    step = 10 ** np.floor(np.log10(levels[1] - levels[0]))
    step *= max(s for s in (1, 2, 5) if s * step <= levels[1] - levels[0])
    levels = step * np.arange(np.ceil(low / step), np.floor(high / step) + 1)
    levels = levels[:: max(1, round(len(levels) / count))]
    lines = contour_lines(ax, side, side, z, levels, linewidths=0.8)
    ax.clabel(lines, lines.levels[::2], fmt=lambda v: true_signs(f"{v:g}"), fontsize=9.5)
    return lines


def valley_contours(ax: Axes, loss, edge, high, count=11):
    """The contour lines of a loss of two weights, closer together where it is low.

    edge and high are half the width and half the height of what is shown around (0, 0).
    """
    w1, w2 = np.meshgrid(np.linspace(-edge, edge, 121), np.linspace(-high, high, 91))
    heights = loss(w1, w2)
    heights = np.where(np.isfinite(heights), heights, np.nan)
    seen = heights[np.isfinite(heights)]
    low, top = (seen.min(), np.quantile(seen, 0.97)) if seen.size else (0.0, 1.0)
    room = max(top - low, 1e-9 * max(1.0, abs(low)))
    levels = low + room * np.linspace(0.04, 1, count) ** 2
    if seen.size:
        contour_lines(ax, w1, w2, heights, levels)
    ax.set(xlabel="w₁, first weight", ylabel="w₂, second weight", aspect="equal")
    ax.set(xlim=(-edge, edge), ylim=(-high, high))
    ax.grid(False)


class LevelLines:
    """Contour lines of `f` at any height, fast enough for a moving figure.

    `through(height)` gives two arrays (k,), the pieces parted by NaN, of about `most` points in all.
    """

    def __init__(self, f, lo, hi, count=81):
        side, z = mesh(f, lo, hi, count)
        self._lines = contour_generator(side, side, np.ma.masked_invalid(z))

    def through(self, height, most=56):
        """The contour lines at this height: x (k,) and y (k,)."""
        pieces = [p for p in self._lines.lines(height) if len(p) > 2]
        total = sum(map(len, pieces))
        parts = []
        for piece in pieces:
            keep = max(3, round(most * len(piece) / total))
            chosen = np.unique(np.linspace(0, len(piece) - 1, min(keep, len(piece))).round())
            parts += [piece[chosen.astype(int)], [[np.nan, np.nan]]]
        return np.vstack(parts[:-1]).T if parts else np.empty((2, 0))


def arrow_unit(slopes, longest):
    """The slope whose arrow is drawn 1 long, so that most gradients (2, ...) stay below `longest`.

    A round number, so that it can be said; one gradient in ten may be longer. 1 where all are 0.
    """
    sizes = np.hypot(*slopes)
    sizes = sizes[np.isfinite(sizes)]
    unit = float(np.quantile(sizes, 0.9)) / longest if sizes.size else 0.0
    if not unit > 1e-12:
        return 1.0
    power = 10.0 ** np.floor(np.log10(unit))
    return float(power * min(s for s in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if s * power >= unit))
