"""Where a function is 0, on stretches and at points: how corners and jumps are looked for."""

import numpy as np


def zeros(g, lo, hi, also=(), cells=2000):
    """Set of the points in [lo, hi] where g is 0, changes its sign, or comes and goes.

    g takes arrays (n,). Of a stretch on which g is 0 both ends are given, and its middle, which
    may hide a point of its own where g is 0 within rounding only. `also` are points to look at
    besides `cells` equal steps, and right beside them, such as corners of g.
    Not found: what hides between two points looked at, unless g comes down to it from both.
    """
    x = np.linspace(lo, hi, cells + 1)
    beside = [p + step * (hi - lo) for p in also for step in (-1e-9, 0, 1e-9)]
    found = _zeros(g, _within(lo, hi, x, beside))
    if 0 < len(found) < 500:  # a second one beside each may hide in the same step
        near = np.add.outer([*found], (hi - lo) / cells * np.linspace(-1, 1, 48)).ravel()
        found = _zeros(g, _within(lo, hi, x, beside, near))
    return found


def _within(lo, hi, *points):
    x = np.unique(np.concatenate(points))
    return x[(x >= lo) & (x <= hi)]


def _zeros(g, x):
    """As `zeros`, from looking at the sorted points x."""
    lo, hi = x[0], x[-1]
    y = g(x)
    found = _level(g, x, y)
    change = np.flatnonzero(
        (np.sign(y[:-1]) != np.sign(y[1:])) & (y[:-1] != 0) & (y[1:] != 0)
        & ~(np.isnan(y[:-1]) & np.isnan(y[1:]))
    )  # fmt: skip
    crossings = _bisected(g, x[change], x[change + 1])
    bottoms, touched, left, right = _bottoms(g, x, y)
    below = ~touched
    crossings = np.concatenate([
        crossings,
        _bisected(g, left[below], bottoms[below]),
        _bisected(g, bottoms[below], right[below]),
    ])  # fmt: skip
    found |= set(_rounded(crossings, g, hi - lo).tolist())
    known = np.array(sorted(found))
    return found | {
        b
        for b in _rounded(bottoms[touched], g, hi - lo).tolist()
        if not (np.abs(known - b) < 1e-6 * (hi - lo)).any()
    }


def _level(g, x, y):
    """Set of the single samples where y is 0, and of the ends and middles of runs of them."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], y == 0, [False]]).astype(int)))
    first, last = edges[::2], edges[1::2] - 1
    found = set(x[first[first == last]].tolist())
    first, last = first[first != last], last[first != last]
    found |= set(((x[first] + x[last]) / 2).tolist())
    inside, outside = x[[*first[first > 0], *last[last < x.size - 1]]], []
    outside = x[[*(first[first > 0] - 1), *(last[last < x.size - 1] + 1)]]
    for _ in range(80):
        middle = (inside + outside) / 2
        level = g(middle) == 0 if middle.size else middle == 0
        inside, outside = np.where(level, middle, inside), np.where(level, outside, middle)
    # Of the last float with a 0 and the first without one, the round one, as 1 for floor(x) from 0 on.
    span = x[-1] - x[0]
    ends = np.where(_near(outside, span) == outside, outside, _rounded(inside, g, span))
    return found | set(ends.tolist())


def _bisected(g, left, right):
    """Between left and right (n,), where g differs in sign: the points where the sign changes."""
    if not left.size:
        return right
    sign = np.sign(g(left))
    for _ in range(80):
        middle = (left + right) / 2
        if ((middle == left) | (middle == right)).all():
            break
        there = np.sign(g(middle))
        same = (there == sign) | (np.isnan(there) & np.isnan(sign))
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    return right


def _bottoms(g, x, y):
    """Where g comes down to 0 or through it between samples, by golden section.

    Returns the lowest points, whether g is only touched there, and the samples on both sides;
    where g stays away from 0, nothing.
    """
    size = np.abs(y)
    with np.errstate(invalid="ignore"):
        dip = np.flatnonzero(
            (size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[1:-1] > 0)
            & (np.sign(y[:-2]) == np.sign(y[1:-1])) & (np.sign(y[2:]) == np.sign(y[1:-1]))
            & np.isfinite(y[1:-1])
        ) + 1  # fmt: skip
    left, right, sign = x[dip - 1], x[dip + 1], np.sign(y[dip])
    if not dip.size:
        return left, left == 0, left, right
    a, b = left, right
    for _ in range(60):
        p, q = a + (b - a) * 0.382, a + (b - a) * 0.618
        lower = sign * g(p) < sign * g(q)
        a, b = np.where(lower, a, p), np.where(lower, q, b)
    bottom = (a + b) / 2
    height = sign * g(bottom)
    touched = np.abs(height) <= 1e-12 * (1 + np.maximum(size[dip - 1], size[dip + 1]))
    kept = touched | (height < 0)
    return bottom[kept], touched[kept], left[kept], right[kept]


def _rounded(points, g, span):
    """The points, moved to a short decimal where that is as near to the zero as rounding tells."""
    if not points.size:
        return points
    near = _near(points, span)
    better = (np.abs(near - points) < 1e-7 * span) & (np.abs(g(near)) <= np.abs(g(points)))
    return np.where(better, near, points)


def _near(points, span):
    """The nearest short decimals to the points."""
    unit = 10.0 ** np.floor(np.log10(span) - 6)
    near = np.round(points / unit) * unit
    return np.array([float(f"{value:.10g}") for value in near])
