"""What a magnifying glass on a curve shows: jumps as gaps, wild swings as a band, no roundoff."""

import numpy as np

from lib.formula.precision import rises

COLUMNS = 40
FAR = 50.0  # what lies so many half-widths off isn't drawn to scale


def magnified(f, x, w, columns=COLUMNS):
    """What a window of half-width w around (x, f(x)) shows, in units of w.

    Returns a line (d, y), with gaps at jumps, and upright strokes (d, low, high) in place of it
    where f swings to and fro within one column of the window; arrays (n,) and (m,).
    """
    edges = np.linspace(-1, 1, columns + 1)
    near = np.geomspace(min(w**2, 1e-3) / 100, 1e-2, 6)
    d = np.concatenate([edges, near, -near])
    d = np.sort(d[d != 0] if 0 in edges else d)
    d = np.sort(np.append(d, 0.0))
    y = np.clip(rises(f, x, d * w) / w, -FAR, FAR)
    low, high, wild = _columns(f, x, w, edges, d, y)
    if not wild.any():
        return _with_gaps(f, x, w, d, y), (np.array([]),) * 3
    on_left, on_right = (
        np.clip(np.searchsorted(edges, d, side=side) - 1, 0, columns - 1)
        for side in ("left", "right")
    )
    y[wild[on_left] & wild[on_right]] = np.nan
    middle = (edges[1:] + edges[:-1]) / 2
    return (d, y), (middle[wild], low[wild], high[wild])


def _columns(f, x, w, edges, d, y):
    """Lowest and highest value of f in each column of the window, and where it runs wild there."""
    share = np.sort(np.arange(16) * 0.618034 % 1)  # no round parts, so that no wave fits in them
    inside = edges[:-1, None] + (edges[1] - edges[0]) * share
    swing = np.clip((f(x + w * inside) - f(x)) / w, -FAR, FAR)
    off = np.abs(swing - np.interp(inside, d, y))
    eps = np.finfo(float).eps
    noise = 4 * eps * (np.nan_to_num(np.abs(swing)).max() + (abs(f(x)) + abs(x)) / w)
    swing = np.nan_to_num(swing)
    low, high = swing.min(axis=1), swing.max(axis=1)
    to_and_fro = np.abs(np.diff(swing, axis=1)).sum(axis=1) > 1.05 * (high - low)
    return low, high, to_and_fro & (np.nan_to_num(off).max(axis=1) > max(0.04, 4 * noise))


def _with_gaps(f, x, w, d, y):
    """The line with a gap wherever it leaps and goes on leaping however near we look."""
    leap = np.abs(np.nan_to_num(np.diff(y)))
    beside = np.maximum(np.append(leap[1:], 0), np.insert(leap[:-1], 0, 0))
    for i in np.flatnonzero(leap > 4 * beside + 0.02)[::-1]:
        ends, values = [d[i], d[i + 1]], [y[i], y[i + 1]]
        for _ in range(45):
            middle = (ends[0] + ends[1]) / 2
            there = float(rises(f, x, [middle * w])[0] / w)
            side = 0 if abs(there - values[0]) < abs(there - values[1]) else 1
            ends[side], values[side] = middle, there
        if not abs(values[1] - values[0]) < leap[i] / 2:
            d = np.insert(d, i + 1, [ends[0], ends[0], ends[1]])
            y = np.insert(
                y, i + 1, [np.clip(values[0], -FAR, FAR), np.nan, np.clip(values[1], -FAR, FAR)]
            )
    return d, y
