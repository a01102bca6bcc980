"""Graphs of functions: where they have gaps, which limits show them, straight lines through them.

Every helper draws into the Axes it is given and returns the artists it made.
"""

import numpy as np
from matplotlib.axes import Axes

from lib.drawing.style import INK, role

LARGEST = 1e280  # further than this no axis goes: matplotlib computes with sums of its limits


def nice_limits(values, margin=0.08, least=1e-9):
    """Limits (low, high) that hold the finite `values` with a margin on both sides.

    A handful of wild values must not flatten all the others: what lies further than five times the
    middle nine tenths from them is left out. No finite value at all gives (-1, 1).
    """
    values = np.asarray(values, dtype=float).ravel()
    values = np.clip(values[np.isfinite(values)], -LARGEST, LARGEST)
    if not values.size:
        return -1.0, 1.0
    low, high = values.min(), values.max()
    inner_low, inner_high = np.quantile(values, [0.05, 0.95])
    spread = inner_high - inner_low
    if spread > 0:
        low, high = max(low, inner_low - 5 * spread), min(high, inner_high + 5 * spread)
    room = max((high - low) * margin, abs(high) * least, least)
    if high - low < 1e-12 * max(1.0, abs(high)):
        room = max(1.0, abs(high)) * 0.5
    return float(low - room), float(high + room)


def calm_limits(values, margin):
    """Limits that hold the middle of the values and five times as much on both sides."""
    values = np.clip(np.asarray(values)[np.isfinite(values)], -LARGEST, LARGEST)
    if not values.size:
        return -1.0, 1.0
    low, high = np.quantile(values, [0.2, 0.8])
    room = 5 * (high - low)
    return nice_limits(np.clip(values, low - room, high + room) if room else values, margin)


def seen_part(path, box):
    """The rows of a path (k, n) up to the first one so far off that it can't be drawn to scale."""
    path = np.asarray(path, dtype=float).reshape(len(path), -1)
    wild = ~(np.abs(path) < 300 * np.asarray(box)).all(axis=1)
    return path[: int(np.argmax(wild))] if wild.any() else path


def samples(f, lo, hi, count=401):
    """Points (x, f(x)) of a curve, two arrays (n,): gaps where f is not finite or jumps.

    The points closest to a corner, a jump or a pole are put exactly there when f knows them
    (`f.corners`), and a step between neighbours that looks like a jump or a pole becomes a gap, so
    that no line is drawn where there is no curve.
    """
    x = np.linspace(lo, hi, count)
    corners = getattr(f, "corners", None)
    if corners is not None:
        known = [c for c in corners(lo, hi) if lo < c < hi]
        if known and len(known) < 50:
            eps = (hi - lo) * 1e-9
            around = [c + d for c in known for d in (-eps, 0.0, eps)]
            x = np.unique(np.concatenate([x, around]))
    y = np.array(f(x), dtype=float)
    y[~np.isfinite(y)] = np.nan
    low, high = nice_limits(y)
    beside = np.diff(x) < (hi - lo) * 1e-6  # a step across a corner, where a jump shows itself
    leap = np.abs(np.diff(y)) > np.where(beside, 0.02, 0.5) * (high - low)
    narrow = np.diff(x) <= (hi - lo) / (count - 1) * 1.001
    steep = np.flatnonzero(leap & narrow)
    if steep.size and steep.size < 40:
        x = np.insert(x, steep + 1, x[steep])
        y = np.insert(y, steep + 1, np.nan)
    return x, y


def curve(ax: Axes, f, lo, hi, role_name="function", label=None, fit=True, margin=0.08, **style):
    """The graph of `f` on [lo, hi], gaps where f has none; limits fitted to it when `fit`.

    f is elementwise. Returns the line (and the label's text, when a label is asked for, as
    `line.label_text`).
    """
    x, y = samples(f, lo, hi)
    look = role(role_name)
    (line,) = ax.plot(x, y, **look.line(**style))
    if fit:
        ax.set_xlim(lo, hi)
        ax.set_ylim(*nice_limits(y, margin))
    if label:
        line.label_text = line_label(ax, x, y, label, look.color)
    return line


def line_label(ax: Axes, x, y, text, color=INK):
    """Write `text` beside a line, in its colour, near the right end of what can be seen of it."""
    (left, right), (bottom, top) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
    seen = np.isfinite(y) & (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    if not seen.any():
        return None
    where = np.flatnonzero(seen)[-1]
    near_top = y[where] > bottom + 0.85 * (top - bottom)
    return ax.annotate(
        text,
        (x[where], y[where]),
        xytext=(-6, -4 if near_top else 6),
        textcoords="offset points",
        ha="right",
        va="top" if near_top else "bottom",
        color=color,
        zorder=6,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
    )


def piece_through(line, x0, y0, slope, half, unit):
    """Move `line` to a straight piece around (x0, y0), as long on the page at any slope.

    half is how far it reaches along x where it is level; unit is how steep a slope of 1 is drawn. A
    slope that isn't finite leaves the line empty.
    """
    if not np.isfinite(y0 + slope):
        line.set_data([], [])
        return
    run = half / np.hypot(1, slope * unit)
    line.set_data([x0 - run, x0 + run], [y0 - slope * run, y0 + slope * run])


def line_through(line, ax: Axes, x0, y0, slope):
    """Move `line` to the straight line through (x0, y0) with `slope`, across the whole Axes.

    A slope that isn't finite leaves the line empty.
    """
    left, right = ax.get_xlim()
    if not (np.isfinite(slope) and np.isfinite(y0)):
        line.set_data([], [])
        return
    line.set_data([left, right], [y0 + slope * (left - x0), y0 + slope * (right - x0)])
