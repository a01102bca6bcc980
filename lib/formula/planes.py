"""Functions of two inputs near a point: the plane of the partials, its error, slopes all round.

f takes two floats or two arrays of one shape, as a `lib.formula.functions.Function` of two variables does.
All steps are lengths in the input plane, in the units that x and y share.
"""

import functools

import numpy as np

from lib.formula.magnify import POLE, goes_on_growing

DIRECTIONS = 32
RINGS = np.arange(1, 9) / 8  # shares of the reach at which the inside of a disc is looked at
REACHES = 10.0 ** -np.arange(1.0, 6.5)
ROUNDOFF = 1e-6  # of f's size near the place: a share of the reach so small may be round-off
# Evenly all round, and crowded where a curve that touches an axis, such as y = x², would run.
_CLOSE = np.concatenate([[0.0], np.geomspace(1e-7, 0.1, 40)])
_QUARTERS = np.arange(4)[:, None] * (np.pi / 2)
AROUND = np.concatenate(
    [
        np.arange(720) * (np.pi / 360) + 1e-3,
        (_QUARTERS + _CLOSE).ravel(),
        (_QUARTERS - _CLOSE[1:]).ravel(),
    ]
)
_RING = np.arange(DIRECTIONS) * (2 * np.pi / DIRECTIONS)
_AROUND, _ONCE = (np.array([np.cos(angles), np.sin(angles)]) for angles in (AROUND, _RING))
_NEAR = np.linspace(-1, 1, 7)
SETTLED = 1e-7  # of the largest error: where all beside it are so near to it, it is found


def _departure(f, x, y, here, slopes, dx, dy):
    """How far f is from its plane, which is `here` at (x, y), at the places (x + dx, y + dy)."""
    with np.errstate(all="ignore"):
        return np.abs(f(x + dx, y + dy) - (here + slopes[0] * dx + slopes[1] * dy))


@functools.lru_cache(maxsize=16)
def _rims(reaches, shape):
    """Places at those distances, all round: dx and dy, each shaped like the reaches and (angles,)."""
    return tuple(np.multiply.outer(np.reshape(reaches, shape), way) for way in _AROUND)


def rim_error(f, x, y, slopes, reach):
    """How far `f` is at most from its plane at a distance of exactly `reach` from (x, y).

    The plane is p(a, b) = f(x, y) + slopes[0] (a - x) + slopes[1] (b - y); slopes: (2,), f's units
    per unit of x and of y; reach: positive, a float or an array (k,). Returns f's units, shaped
    like reach: the largest |f - p| over the angles of AROUND, NaN where f isn't finite at one of them.
    """
    reach = np.asarray(reach, dtype=float)
    dx, dy = _rims(tuple(reach.ravel()), reach.shape)
    return np.max(_departure(f, x, y, f(x, y), slopes, dx, dy), axis=-1)


def plane_error(f, x, y, slopes, reach):
    """How far `f` is at most from its plane within a distance of `reach` from (x, y).

    As `rim_error`, but everywhere in the disc: on a net of 8 rings with 32 places each, and then
    closer and closer around the largest. inf where it grows without bound, as ln|x| at 0; NaN where
    f has no value somewhere on the net. reach is a positive float.
    """
    radii = reach * RINGS
    dx, dy = (np.multiply.outer(radii, way) for way in _ONCE)
    here = f(x, y)
    away = _departure(f, x, y, here, slopes, dx, dy)
    if np.isinf(away).any():
        return np.inf
    if np.isnan(away).any():
        return np.nan
    found = float(away.max())
    ring, turn = np.unravel_index(away.argmax(), away.shape)
    radius, angle = radii[ring], _RING[turn]
    wide, far = reach / RINGS.size, 2 * np.pi / DIRECTIONS
    largest, peaks = found, []
    for _ in range(16):
        r = np.clip(radius + wide * _NEAR[:, None], 0.0, reach)
        t = angle + far * _NEAR[None, :]
        away = _departure(f, x, y, here, slopes, r * np.cos(t), r * np.sin(t))
        away = np.where(np.isnan(away), -1.0, away)
        i, j = np.unravel_index(away.argmax(), away.shape)
        if away[i, j] > largest:
            largest, radius, angle = float(away[i, j]), float(r[i, 0]), float(t[0, j])
        wide, far = wide / 3, far / 3
        peaks.append(largest)
        if largest > POLE * max(found, 1e-12) or goes_on_growing(peaks):
            return np.inf
        beside = [away[i, j - 1 : j + 2]] if 0 < j < 6 else []
        if r[i, 0] < reach:  # else it is on the rim, and has nothing on one side
            beside = [*beside, away[i - 1 : i + 2, j]] if 0 < i < 6 else []
        if beside and min(part.min() for part in beside) >= (1 - SETTLED) * largest:
            break
    return largest


def has_tangent_plane(f, x, y, slopes):
    """Whether `f` is differentiable at (x, y), as far as its values nearby can tell.

    By definition: the error of the plane of the partials `slopes` (2,), divided by the reach, goes
    to 0 with the reach. Here it has to fall, by a seventh at least, with every tenfold shorter reach
    from 1e-3 to 1e-6, or be lost in roundoff. Finitely many values are evidence and no proof: a
    share that falls more slowly, such as |x|**1.05 leaves, is taken for one that doesn't.
    """
    if not np.all(np.isfinite(slopes)):
        return False
    error = rim_error(f, x, y, slopes, REACHES)
    if not np.all(np.isfinite(error[2:])):
        return False
    size = max(abs(f(x, y)), float(np.linalg.norm(slopes)))
    share = (error / REACHES)[2:]
    lost = share <= ROUNDOFF * size + 4 * np.finfo(float).eps * abs(f(x, y)) / REACHES[2:]
    falls = share[1:] <= share[:-1] / FALL
    return bool(np.all(falls | lost[1:]))


FALL = 7 / 6


def slopes_around(f, x, y, angles):
    """One-sided slopes of `f` for somebody who walks away from (x, y) in each of the directions.

    angles: (k,) in radians from the x axis towards the y axis. Returns (k,), f's units per unit of
    distance: (f(there) - f(here)) / h, extrapolated from h and h/2, h = 1e-6 max(1, |x|, |y|).
    NaN where the quotient doesn't settle: at a jump, or a vertical tangent. Where f is twice
    differentiable the error is about h**2 and roundoff 4 eps |f| / h.
    It differs from `lib.calculus.gradients.directional_derivative` where the slopes ahead and behind do.
    """
    h = 1e-6 * max(1.0, abs(x), abs(y))
    u, v = np.cos(angles), np.sin(angles)
    with np.errstate(all="ignore"):
        here = f(x, y)
        coarse = (f(x + h * u, y + h * v) - here) / h
        fine = (f(x + h / 2 * u, y + h / 2 * v) - here) / (h / 2)
        slopes = 2 * fine - coarse
        settled = np.abs(fine - coarse) <= 1e-2 * (1 + np.abs(fine))
    return np.where(settled & np.isfinite(slopes), slopes, np.nan)
