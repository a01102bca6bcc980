"""What f is at steps that halve, on both sides of x: the table that `derivative` reads."""

import functools
from typing import NamedTuple

import numpy as np

from lib.calculus.elementwise import not_elementwise, numbers, values
from lib.calculus.polynomials import SECOND

SEVERAL = 20  # different values that are all float32's are so by no chance
FEW = 4  # steps that are looked at before it is decided to look at all
LONGEST = 17 / 23  # of max(|x|, 1); no round number, so that roundoff differs from step to step


class Sight(NamedTuple):
    """A table with a row for each step, longest first, and a column for each point.

    x, here, spacing (n,): the points, f there, and how far the next float is from x. t (k, n): the
    steps. right, left (k, n): f(x + t) - f(x) and f(x - t) - f(x), put right, as for a straight f,
    for what x ± t was rounded by; rises (2k, n): both without that. size (k, n): the largest |f| of
    the three. All of this in units of x_unit and f_unit (n,), powers of 2, so that the square of
    none is too large or too small for a float. allowed (n,): what may be taken for roundoff in any
    case. eps: that of f's values, of type dtype.
    """

    x: np.ndarray
    here: np.ndarray
    spacing: np.ndarray
    t: np.ndarray
    right: np.ndarray
    left: np.ndarray
    rises: np.ndarray
    size: np.ndarray
    x_unit: np.ndarray
    f_unit: np.ndarray
    allowed: np.ndarray
    eps: float
    dtype: np.dtype

    def columns(self, which):
        """The Sight of some points alone."""
        return Sight(*(part[..., which] for part in self[:-2]), self.eps, self.dtype)


def steps(x, octaves):
    """Steps (2 * octaves, n) for points x (n,), two in each octave, from about max(|x|, 1) down."""
    return (_halved(octaves) * _top(x)).astype(x.dtype)


def few_of_steps(x, octaves, after):
    """Of the `steps` after so many, (9, n): FEW evenly spread over the shorter half of them, and
    the five that follow the last of these where it isn't among the shortest, else come before."""
    spread = list(range(after, 2 * octaves, max(1, (2 * octaves - after) // 8))[-FEW:])
    next_one = min(spread[-1] + 1, 2 * octaves - 5)
    spread += range(next_one, next_one + 5)
    return (_halved(octaves)[spread] * _top(x)).astype(x.dtype)


def _top(x):
    """The longest step for each of the points x (n,)."""
    size = np.maximum(np.abs(np.where(np.isfinite(x), x, 1)), 1).astype(float)
    return LONGEST * 2.0 ** np.floor(np.log2(size))


@functools.cache
def _halved(octaves):
    """Steps (2 * octaves, 1) from 1 down."""
    halved = np.array([1.0, float(SECOND)]) * 2.0 ** -np.arange(octaves)[:, None]
    return halved.reshape(-1, 1)


def octaves_tried(x):
    """How many octaves of steps are tried at first: down to 16 spacings of floats at 1."""
    return np.finfo(x.dtype).nmant - 4


def octaves_left(x):
    """How many octaves there are for one x: down to 16 spacings of floats at x."""
    info = np.finfo(x.dtype)
    smallest = max(np.spacing(np.abs(x)) * 16.0, float(info.tiny) ** 0.5)  # f may square it
    return int(np.log2(max(abs(float(x)), 1.0) / smallest))


def look(f, x, t):
    """The Sight of f at x, of any shape, with steps t (k, x.size)."""
    return _sight(*_around(f, x, t), t)


def look_at_one(f, x, i, t):
    """The Sight of f at x.flat[i] alone, with steps t (k, 1)."""
    return _sight(*_around_one(f, x, i, t), t)


def secants(f, x, i, t):
    """Slopes from x.flat[i] to the points t (k, 1) to its right and to its left, (2, k)."""
    points, y = (table[:, 0].astype(float) for table in _around_one(f, x, i, t))
    k = len(t)
    slopes = (np.delete(y, k) - y[k]) / (np.delete(points, k) - points[k])
    return np.array([slopes[k:], slopes[:k]])


def _around(f, x, t):
    """(points, values), both (2k + 1, x.size): x - t, x itself, x + t."""
    flat = np.atleast_1d(x).reshape(1, -1)
    points = np.concatenate([flat - t, flat, flat + t])
    return points, _table(f, x, points.reshape(len(points), *np.shape(x))).reshape(points.shape)


def _around_one(f, x, i, t):
    one = np.atleast_1d(x).reshape(-1)[i]
    try:
        return _around(f, one, t)
    except Exception:  # f takes arrays shaped like x only
        others = np.repeat(np.atleast_1d(x).reshape(1, -1), len(t), axis=0)
        others = others * 0 + np.where(np.arange(others.shape[1]) == i, t, 0)
        return (table[:, [i]] for table in _around(f, x, others))


def _sight(points, y, t):
    k, eps = len(t), _precision(y)
    rises = (np.concatenate([y[k + 1 :], y[:k]]) - y[k]).astype(float)
    runs = np.abs(np.concatenate([points[k + 1 :], points[:k]]) - points[k]).astype(float)
    spacing, t = np.spacing(np.abs(points[k])).astype(float), t.astype(float)
    size = np.abs(y).astype(float)
    size = np.where(np.isfinite(size), size, 0)
    size = np.maximum(np.maximum(size[k + 1 :], size[:k]), size[k])
    x_unit, f_unit = _power_of_2(t[0]), _power_of_2(np.sort(size, axis=0)[k // 2])
    rises = rises / f_unit
    straight = np.where(runs > 0, rises * (np.concatenate([t, t]) / runs), 0)
    at, here = points[k].astype(float) / x_unit, y[k].astype(float) / f_unit
    return Sight(
        at, here, spacing / x_unit, t / x_unit, straight[:k], straight[k:], rises,
        size / f_unit, x_unit, f_unit, np.zeros(len(at)), eps, y.dtype,
    )  # fmt: skip


def _precision(y):
    """eps of f's values (m, n): a narrower type's where f gives float64, but had that inside."""
    eps = max(float(np.finfo(y.dtype).eps), np.finfo(float).eps)
    finite = y[np.isfinite(y)]
    if y.dtype != np.float64 or (finite != finite.astype(np.float32)).any():
        return eps
    seen = np.unique(finite)
    if seen.size <= SEVERAL * y.shape[1] or not (seen % 1).any():
        return eps
    inside = [t for t in (np.float16, np.float32) if (seen == seen.astype(t)).all()]
    return float(np.finfo(inside[0]).eps) if inside else eps


def _power_of_2(size):
    """The power of 2 next below each size, 1 where that is 0."""
    return np.where(size > 0, np.ldexp(0.5, np.frexp(size)[1]), 1.0)


def _table(f, x, points):
    """f at points (m, *x.shape): all at once, or row by row, or number by number."""
    here = None
    try:
        here = values(f, x)
        y = values(f, points)
        if y.shape == points.shape and _same(y[len(y) // 2], here):
            return y
    except Exception:  # f can't take arrays, or not of this shape: the next way will tell
        pass
    if here is not None and np.shape(here) not in (np.shape(x), ()):
        raise ValueError(not_elementwise(here, x))
    if np.ndim(x) and np.shape(here) == np.shape(x):
        try:
            return np.stack([values(f, row) for row in points])
        except Exception:
            pass
    y = np.array([_one(f, point) for point in points.flat]).reshape(points.shape)
    if np.ndim(x) and here is not None and not _same(y[len(y) // 2], here):
        raise ValueError(not_elementwise(here, x))
    return y


def _same(y, here):
    if np.shape(here) not in (np.shape(y), ()):
        return False
    return bool(np.all(y == here)) or np.allclose(y, here, 1e-6, 0, equal_nan=True)


def _one(f, x):
    """f at one number; NaN where it can't be computed there."""
    try:
        y = f(x)
    except (ArithmeticError, ValueError):
        return x.dtype.type(np.nan)
    y = numbers(y, x)
    if np.ndim(y):
        raise ValueError(not_elementwise(y, x))
    return y
