"""What a magnifying glass on a curve shows: jumps as gaps, wild swings as a band, no roundoff."""

import functools

import numpy as np

from lib.formula.precision import rises, rises_within

COLUMNS = 40
EPS = float(np.finfo(float).eps)
VISIBLE = 1e-6  # in half-widths; what is less may be the roundoff of float64
WIDE = 1e-3  # in narrower windows float64 has too few digits to look between the places
POLE = 1e4  # what grows so many times larger as we look closer has no bound
FINE = 1e-9  # in half-widths: as far as what is shown may be off
SMOOTH = 1e-4  # of their range: values that leave a cubic by less are a smooth function's
SETTLED = 1e-7  # of the largest distance: where all beside it are so near to it, it is found
ACROSS = np.sort([0.0, 1.0, *(np.arange(1, 16) * 0.618034 % 1)])  # none of them a round number
FAR = 50.0  # leaps are looked for within so many half-widths of the middle


def magnified(f, x, w, columns=COLUMNS):
    """What a window of half-width w around (x, f(x)) shows, in units of w.

    Returns a line (d, y), with gaps at jumps, and upright strokes (d, low, high) in place of it
    where f swings to and fro within one column of the window; arrays (n,) and (m,). What lies far
    outside of the window is returned as it is. A formula's line is good to FINE.
    """
    edges, d = _places(min(w**2, 1e-3) / 100, columns)
    y = rises_within(f, x, d * w, FINE * w) / w
    low, high, wild = _columns(f, x, w, edges, d, np.clip(y, -FAR, FAR))
    if not wild.any():
        return _with_gaps(f, x, w, d, y), (np.array([]),) * 3
    on_left, on_right = (
        np.clip(np.searchsorted(edges, d, side=side) - 1, 0, columns - 1)
        for side in ("left", "right")
    )
    y[wild[on_left] & wild[on_right]] = np.nan
    middle = (edges[1:] + edges[:-1]) / 2
    return (d, y), (middle[wild], low[wild], high[wild])


@functools.lru_cache(maxsize=200)
def _places(nearest, columns):
    """Edges of the columns of a window, and where the curve is looked at, the middle among them."""
    edges = np.linspace(-1, 1, columns + 1)
    near = np.geomspace(nearest, 1e-2, 6)
    d = np.concatenate([edges[edges != 0], near, -near, [0.0]])
    d.sort()
    for kept in (edges, d):
        kept.setflags(write=False)
    return edges, d


def _columns(f, x, w, edges, d, y):
    """Lowest and highest value of f in each column of the window, and where it runs wild there."""
    share = np.sort(np.arange(16) * 0.618034 % 1)  # no round parts, so that no wave fits in them
    inside = edges[:-1, None] + (edges[1] - edges[0]) * share
    swing = np.clip((f(x + w * inside) - f(x)) / w, -FAR, FAR)
    off = np.abs(swing - np.interp(inside, d, y))
    noise = 4 * EPS * (np.nan_to_num(np.abs(swing)).max() + (abs(f(x)) + abs(x)) / w)
    swing = np.nan_to_num(swing)
    low, high = swing.min(axis=1), swing.max(axis=1)
    to_and_fro = np.abs(np.diff(swing, axis=1)).sum(axis=1) > 1.05 * (high - low)
    return low, high, to_and_fro & (np.nan_to_num(off).max(axis=1) > max(0.04, 4 * noise))


def _with_gaps(f, x, w, d, y):
    """The line with a gap wherever it leaps and goes on leaping however near we look."""
    leap = np.abs(np.nan_to_num(np.diff(np.clip(y, -FAR, FAR))))
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
            y = np.insert(y, i + 1, [values[0], np.nan, values[1]])
    return d, y


def departure(f, x, w, shown, slope):
    """How far f leaves the line through (x, f(x)) with this slope in a window of half-width w.

    shown is what `magnified` returned. Returns (distance, whole): the largest distance there is
    where f has values, in half-widths, infinite where f grows without bound; and whether f has a
    value everywhere.
    """
    (d, y), (middle, low, high) = shown
    there = np.isfinite(y)
    gap = ~there & (np.append(np.nan, d[:-1]) == d)  # a leap stands twice at one place
    bare = ~there & ~gap & ~_inside(d, middle)
    away = np.where(np.isinf(y), np.inf, np.where(there, np.abs(y - slope * d), -1.0))
    # What may be the largest is looked at with all digits: it may be far less than FINE.
    top = there & (away >= away.max() - 3 * FINE)
    away[top] = np.abs(rises(f, x, d[top] * w) / w - slope * d[top])
    strokes = np.abs([low - slope * middle, high - slope * middle])
    distance = max(float(away.max()), float(strokes.max(initial=0.0)))
    edges = [*np.flatnonzero(bare)[[0, -1]], away.argmax()] if bare.any() else [away.argmax()]
    edges.append(_sharpest(d, y))  # ln|x| is small at a place beside 0
    left, right = (
        d[np.maximum(np.array(edges) - 1, 0)],
        d[np.minimum(np.array(edges) + 1, d.size - 1)],
    )
    tops, smooth = _tops(f, x, w, slope, left, right, distance)
    for i, top in enumerate(tops.tolist()):
        peaks = [top] if smooth[i] else _peaks(f, x, w, slope, left[i], right[i])
        peak = max(peaks[0], peaks[-1])
        if peak > POLE * max(distance, 1.0) or goes_on_growing(peaks[1:]):
            return np.inf, not bare.any()
        if w > WIDE and distance > VISIBLE:
            distance = max(distance, peak)
    return distance, not bare.any()


def _sharpest(d, y):
    """Where, but at the ends, the slope changes most from one pair of places to the next."""
    slopes = np.diff(y) / np.maximum(np.diff(d), 1e-300)
    return int(np.nan_to_num(np.abs(np.diff(slopes)), posinf=0).argmax()) + 1


def _tops(f, x, w, slope, left, right, known):
    """(largest distances from the line between places left and right, (n,), at sixteenths of the way;
    whether no closer look is needed, since f is smooth there and the largest at an end or less than
    what is known).

    Where f is smooth a polynomial of degree 3 tells one of five values by the other four. ln|x| is no
    such thing around 0, nor a pole near it.
    """
    places = np.linspace(left, right, 17)
    with np.errstate(all="ignore"):
        here = f(x)
        off = (f(x + places * w) - here) / w - slope * places
        bends = off[4:] - 4 * off[3:-1] + 6 * off[2:-2] - 4 * off[1:-3] + off[:-4]
        away = np.abs(off)
        top = away.max(axis=0)
        roundoff = 64 * EPS * (abs(here) + abs(x * slope) + w * top) / w
        smooth = np.abs(bends).max(axis=0) <= SMOOTH * np.ptp(off, axis=0) + roundoff
        at_end = np.maximum(away[0], away[-1]) == top
    return np.fmax(np.fmax.reduce(away), -1.0), smooth & (at_end | (top <= known))


def _peaks(f, x, w, slope, left, right):
    """The largest distance from the line between two places: a list of what is found at round parts
    of the way, where a formula's cusp may be, and then ever closer to where it is, each time some 8
    times closer."""

    def distances(d):
        away = np.abs((f(x + d * w) - here) / w - slope * d)
        return np.where(np.isnan(away), -1.0, away)

    with np.errstate(all="ignore"):
        here = f(x)
        found = [float(distances(np.linspace(left, right, 17)).max())]
        for _ in range(14):
            d = left + (right - left) * ACROSS
            away = distances(d)
            top = int(away.argmax())
            found.append(float(away[top]))
            if away[top] - away.min() <= SETTLED * away[top]:
                break
            left, right = d[max(top - 1, 0)], d[min(top + 1, 16)]
    return found


def goes_on_growing(peaks):
    """Whether values grow by as much again each time that one looks closer, as a logarithm at its end
    does: it has no bound, though float64 shows nothing large."""
    later, middle = peaks[2:14], (len(peaks) + 2) // 2
    if len(later) < 8 or np.any(np.diff(later) < 0):
        return False
    return bool(later[-1] - peaks[middle] > 0.6 * (peaks[middle] - later[0]) > 0)


def _inside(d, middle):
    """Which of the places d lie in a column that is drawn as a stroke."""
    half = 1 / COLUMNS
    return (np.abs(np.subtract.outer(d, middle)) <= half * 1.001).any(axis=1)
