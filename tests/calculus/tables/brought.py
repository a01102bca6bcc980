"""What readers bring along: SciPy's functions, splines, polynomials, loops, losses of whole data sets.

The true slopes are those of mpmath, at the double x with 40 digits, or by hand.
"""

import math

import mpmath
import numpy as np
from scipy import interpolate, special

from tests.calculus.tables.exact import Pair

MP = mpmath.mp.clone()
MP.dps = 40


def _by_mpmath(name, f, exact, places):
    """Pairs for one f, the slope of `exact` by mpmath's differences with many digits."""
    for x in places:
        yield Pair(f"{name} at {x:g}", f, x, MP.diff(exact, MP.mpf(float(x))))


def _special():
    around, right = (-5.0, -1.0, 0.0, 1e-6, 0.3, 2.0), (0.3, 1.0, 2.5, 10.0)
    for name, f, exact, places in (
        ("erfc", special.erfc, MP.erfc, around),
        ("1 - erf", lambda x: 1 - special.erf(x), MP.erfc, around),
        ("ndtr", special.ndtr, MP.ncdf, around),
        ("log ndtr", lambda x: np.log(special.ndtr(x)), lambda x: MP.log(MP.ncdf(x)), around),
        ("sinc", np.sinc, MP.sincpi, (0.0, 1e-5, 0.3, 1.0, -3.0)),
        ("gammaln", special.gammaln, MP.loggamma, right),
        ("digamma", special.digamma, MP.digamma, right),
        ("J0", special.j0, lambda x: MP.besselj(0, x), right),
        ("zeta(1 + x)", lambda x: special.zeta(1 + x), lambda x: MP.zeta(1 + x), right),
        (
            "T20",
            lambda x: np.cos(20 * np.arccos(x)),
            lambda x: MP.cos(20 * MP.acos(x)),
            (0.1, 0.7, 0.999),
        ),
        (
            "P20",
            lambda x: special.eval_legendre(20, x),
            lambda x: MP.legendre(20, x),
            (0.1, 0.7, 0.999),
        ),
    ):
        yield from _by_mpmath(name, f, exact, places)
    yield Pair("gamma at its pole", special.gamma, -1.0, None)
    yield Pair("entropy at 0", special.entr, 0.0, None)
    for x in (1e-3, 1e-15, 1e-100):
        yield Pair(f"entropy at {x:g}", special.entr, x, -math.log(x) - 1)


def _polynomials():
    draw = np.random.default_rng(0)
    for degree in (5, 15, 30):
        numbers = draw.normal(size=degree) * 10.0 ** draw.uniform(-6, 6, degree)
        slopes = [MP.mpf(a) * (degree - 1 - i) for i, a in enumerate(numbers[:-1])]
        for x in (0.01, -0.9, 1.0, 2.7, -12.0):
            slope = MP.polyval(slopes, MP.mpf(x))
            yield Pair(f"degree {degree} at {x}", lambda x, a=numbers: np.polyval(a, x), x, slope)
    at = np.sort(draw.uniform(-3, 3, 50))
    for kind in (interpolate.CubicSpline, interpolate.PchipInterpolator):
        spline = kind(at, np.sin(at))
        for x in (-2.2, 0.13, 1.9, float(at[10])):
            yield Pair(f"{kind.__name__} at {x:g}", spline, x, float(spline(x, 1)))


def _root(x):
    """Newton's method for y² = x."""
    y = 1.0 + 0 * x
    for _ in range(30):
        y = (y + x / y) / 2
    return y


def _bisected(x):
    """The y with y³ + y = x, by halving an interval."""
    low, high = 0 * x, 0 * x + 10.0
    for _ in range(60):
        middle = (low + high) / 2
        below = middle**3 + middle < x
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


DATA = np.linspace(-1, 1, 20)
TARGETS = np.tanh(2 * DATA)


def _loss(w):
    """Mean squared error of one weight over all data."""
    return ((np.tanh(np.asarray(w)[..., None] * DATA) - TARGETS) ** 2).mean(axis=-1)


def _loss_slope(w):
    terms = ((MP.mpf(float(x)), MP.mpf(float(t))) for x, t in zip(DATA, TARGETS, strict=True))
    return sum(
        2 * (MP.tanh(w * x) - t) * x * (1 - MP.tanh(w * x) ** 2) / len(DATA) for x, t in terms
    )


def _hinges(x):
    return sum(np.maximum(x - k / 10, 0) for k in range(10))


def _computed():
    for x in (0.5, 2.0, 100.0):
        yield Pair(f"root by Newton's method at {x}", _root, x, 0.5 / math.sqrt(x))
    for x in (0.5, 3.0):
        y = float(MP.findroot(lambda y, x=x: y**3 + y - x, 1))
        yield Pair(f"by bisection at {x}", _bisected, x, 1 / (3 * y * y + 1))
    for w in (0.0, 0.5, 2.001, 5.0):
        yield Pair(f"loss of a weight at {w}", _loss, w, _loss_slope(MP.mpf(w)))
    yield Pair("between hinges", _hinges, 0.55, 6)
    yield Pair("at a hinge", _hinges, 0.5, None)
    yield Pair("normalised, at the middle", lambda x: x / np.sqrt(x * x + 1e-12), 0.0, 1e6)
    yield Pair(
        "an angle, where it wraps", lambda x: np.arctan2(np.sin(x), np.cos(x)), math.pi, None
    )
    for size in (1e8, 1e10, 1e12):
        yield Pair(f"{size:g} + |x| at 0", lambda x, c=size: c + np.abs(x), 0.0, None)
        yield Pair(f"{size:g} + x² at 0.3", lambda x, c=size: c + x * x, 0.3, 0.6)


def brought_pairs():
    """The Pairs."""
    return [pair for table in (_special, _polynomials, _computed) for pair in table()]
