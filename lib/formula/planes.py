"""Functions of two inputs near a point: the plane of the partials, its error, slopes all round.

f takes two floats or two arrays of one shape, as a `lib.formula.functions.Function` of two variables does.
All steps are lengths in the input plane, in the units that x and y share.
"""

import numpy as np

DIRECTIONS = 32
REACHES = np.array([1e-2, 1e-3, 1e-4, 1e-5])


def plane_error(f, x, y, slopes, reach):
    """How far `f` is at most from its plane at a distance of `reach` from (x, y).

    The plane is p(a, b) = f(x, y) + slopes[0] (a - x) + slopes[1] (b - y); slopes: (2,), f's units
    per unit of x and of y; reach: positive, a float or an array (k,). Returns f's units, shaped
    like reach: the largest |f - p| over 32 directions, NaN where f isn't finite in one of them.
    """
    reach = np.asarray(reach, dtype=float)
    angles = np.arange(DIRECTIONS) * (2 * np.pi / DIRECTIONS)
    dx = np.multiply.outer(reach, np.cos(angles))
    dy = np.multiply.outer(reach, np.sin(angles))
    with np.errstate(all="ignore"):
        away = f(x + dx, y + dy) - (f(x, y) + slopes[0] * dx + slopes[1] * dy)
        return np.max(np.abs(away), axis=-1)


def has_tangent_plane(f, x, y, slopes):
    """Whether `f` is differentiable at (x, y), as far as its values nearby can tell.

    By definition: the error of the plane of the partials `slopes` (2,), divided by the reach, goes
    to 0 with the reach. Here it has to fall twentyfold while the reach falls from 1e-2 to 1e-5, or
    be lost in roundoff. Finitely many values are evidence and no proof.
    """
    if not np.all(np.isfinite(slopes)):
        return False
    error = plane_error(f, x, y, slopes, REACHES)
    if not np.all(np.isfinite(error)):
        return False
    size = max(abs(f(x, y)), float(np.linalg.norm(slopes)), 1e-3)
    share = error / REACHES
    return bool(share[-1] <= 0.05 * share[0] or share[-1] <= 1e-6 * size)


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
