"""Where a function may have no derivative: finding such points, and trying them.

Formulas alone don't tell: at 0 the formula for the slope of x*abs(x) is right, abs(x)'s isn't.
"""

import numpy as np

EPS = np.finfo(float).eps
STEPS = 10.0 ** -np.array([3, 3.57, 4.11, 4.73, 5.29, 6.01, 6.67, 7.39, 8.13, 9.07, 10.19, 11.3])


def slope_by_limit(f, points, i, claimed):
    """Slope of f by variable i at each of the points (n,), by difference quotients from both sides.

    Where the quotients agree with the slope that a formula claims, the claim is returned; where
    they agree with one another only, their value (about 8 digits); where they grow with one sign,
    an infinity; otherwise nan. Fails for a slope approached as slowly as 1/log h.
    """
    x = points[i][:, None]
    moved = x + np.concatenate([STEPS, -STEPS]) * np.maximum(1.0, np.abs(x))
    h = moved - x
    others = [point[:, None] for point in points]
    others[i] = moved
    here = f._values(*points)[:, None]
    there = f._values(*np.broadcast_arrays(*others))
    quotients = ((there - here) / h).reshape(len(x), 2, -1)
    noise = (8 * EPS * (np.abs(here) + np.abs(there)) / np.abs(h)).reshape(quotients.shape)
    return np.array([
        _verdict(*case) for case in zip(quotients, noise.max(axis=1), claimed, strict=True)
    ])  # fmt: skip


def _verdict(sides, noise, claimed):
    """The slope that quotients (2, m) from the right and the left tell; noise (m,) is theirs."""
    undefined = np.flatnonzero(~np.isfinite(sides).all(axis=0))
    first = undefined[-1] + 1 if undefined.size else 0
    if first > len(STEPS) - 5:
        return np.nan
    quiet = np.flatnonzero(noise <= 1e-6 * np.maximum(1.0, np.abs(sides).max(axis=0)))
    last = max(quiet[-1] if quiet.size else 0, first + 4)
    sides, noise, h = sides[:, first : last + 1], noise[first : last + 1], STEPS[first : last + 1]
    # Two steps, carried on to h = 0 along a straight line: free of the error in proportion to h.
    straight = (sides[:, 1:] * h[:-1] - sides[:, :-1] * h[1:]) / (h[:-1] - h[1:])

    def agree(slope):
        near = 1e-4 * max(1.0, abs(slope)) + 4 * noise[-1]
        return any((np.abs(way[:, -3:] - slope) <= near).all() for way in (sides, straight))

    if np.isfinite(claimed):
        gaps = np.abs(sides - claimed).max(axis=0)
        shrinking = (gaps[1:] < 0.97 * gaps[:-1]).all() and gaps[-1] < 0.5 * gaps[0]
        if agree(claimed) or shrinking:
            return claimed
    central = sides.mean(axis=0)
    if agree(central[-1]):
        return central[np.argmin(noise + (sides[0] - sides[1]) ** 2)]
    size = np.abs(sides)
    rise = size * h  # of a jump it stays as it is
    steeper = (np.diff(size) > 0).all() and (size[:, -1] > 2 * size[:, 0]).all()
    if steeper and (rise[:, -1] < 0.5 * rise[:, 0]).all():
        signs = np.sign(sides[:, -1])
        return signs[0] * np.inf if signs[0] == signs[1] else np.nan
    return np.nan


def zeros(g, lo, hi, cells=2000):
    """Set of the points in [lo, hi] where g is 0, changes its sign or comes and goes."""
    x = np.linspace(lo, hi, cells + 1)
    y = g(x)
    found = set(x[y == 0])
    change = np.flatnonzero((np.sign(y[:-1]) != np.sign(y[1:])) & (y[:-1] != 0) & (y[1:] != 0))
    left, right, sign = x[change], x[change + 1], np.sign(y[change])
    for _ in range(80):
        middle = (left + right) / 2
        same = (np.sign(g(middle)) == sign) | (np.isnan(g(middle)) & np.isnan(sign))
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    found |= set(_rounded(right, g, hi - lo))
    size = np.abs(y)
    dip = (
        np.flatnonzero((size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[1:-1] > 0)) + 1
    )
    left, right = x[dip - 1], x[dip + 1]
    for _ in range(60):  # a zero that is only touched: close in on the least |g|
        a, b = left + (right - left) * 0.382, left + (right - left) * 0.618
        lower = np.abs(g(a)) < np.abs(g(b))
        left, right = np.where(lower, left, a), np.where(lower, b, right)
    bottom = _rounded((left + right) / 2, g, hi - lo)
    touched = np.abs(g(bottom)) <= 1e-12 * (1 + np.maximum(size[dip - 1], size[dip + 1]))
    known = np.array(sorted(found))
    return found | {b for b in bottom[touched] if not (np.abs(known - b) < 1e-6 * (hi - lo)).any()}


def _rounded(points, g, span):
    """The points, moved to a short decimal where that is as near to the zero as rounding tells."""
    if not points.size:
        return points
    unit = 10.0 ** np.floor(np.log10(span) - 6)
    near = np.round(points / unit) * unit
    near = np.array([float(f"{value:.10g}") for value in near])
    better = (np.abs(near - points) < 1e-7 * span) & (np.abs(g(near)) <= np.abs(g(points)))
    return np.where(better, near, points)
