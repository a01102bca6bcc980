"""The slope of a formula in one x, with 50 digits, and whether the formula is smooth around it.

A formula is a text that Python reads twice: once with NumPy's functions, once with dual numbers over
mpmath. Dual numbers carry (value, slope) through every operation, so nothing is differenced.
"""

from typing import NamedTuple

import mpmath
import numpy as np

MP = mpmath.mp.clone()
MP.dps = 50
GROWING, LARGEST = (MP.exp, MP.expm1, MP.sinh, MP.cosh, MP.tanh), 1e6
RADIUS = 0.0101  # a formula is called smooth if it is analytic within so much of x


class Pair(NamedTuple):
    """f, a Python callable; x; slope, the true one, None where there is none; smooth, whether f is
    analytic within 0.01 of x."""

    name: str
    f: object
    x: float
    slope: object
    smooth: bool = False


class Dual:
    """A value and its slope by x."""

    __slots__ = ("slope", "value")

    def __init__(self, value, slope=0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        other = lift(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __neg__(self):
        return Dual(-self.value, -self.slope)

    def __sub__(self, other):
        return self + -lift(other)

    def __rsub__(self, other):
        return lift(other) - self

    def __mul__(self, other):
        other = lift(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __truediv__(self, other):
        other = lift(other)
        quotient = self.value / other.value
        return Dual(quotient, (self.slope - quotient * other.slope) / other.value)

    def __rtruediv__(self, other):
        return lift(other) / self

    def __pow__(self, other):
        if isinstance(other, Dual):
            return NAMES["exp"](other * NAMES["log"](self))
        other = MP.mpf(other)
        return Dual(self.value**other, other * self.value ** (other - 1) * self.slope)

    __radd__, __rmul__ = __add__, __mul__


def lift(number):
    """A number as a Dual, its slope 0."""
    return number if isinstance(number, Dual) else Dual(MP.mpf(number))


def _rule(f, slope):
    """f on Duals, by the chain rule; slope(u, f(u)) is f′(u)."""

    def on_duals(u):
        u = lift(u)
        if abs(MP.im(u.value)) > LARGEST or (f in GROWING and abs(u.value) > LARGEST):
            raise OverflowError  # mpmath would carry millions of digits
        y = f(u.value)
        return Dual(y, slope(u.value, y) * u.slope)

    return on_duals


NAMES = {
    "exp": _rule(MP.exp, lambda u, y: y),
    "expm1": _rule(MP.expm1, lambda u, y: y + 1),
    "log": _rule(MP.log, lambda u, y: 1 / u),
    "log1p": _rule(MP.log1p, lambda u, y: 1 / (1 + u)),
    "sqrt": _rule(MP.sqrt, lambda u, y: 1 / (2 * y)),
    "sin": _rule(MP.sin, lambda u, y: MP.cos(u)),
    "cos": _rule(MP.cos, lambda u, y: -MP.sin(u)),
    "tan": _rule(MP.tan, lambda u, y: 1 + y * y),
    "arcsin": _rule(MP.asin, lambda u, y: 1 / MP.sqrt(1 - u * u)),
    "arccos": _rule(MP.acos, lambda u, y: -1 / MP.sqrt(1 - u * u)),
    "arctan": _rule(MP.atan, lambda u, y: 1 / (1 + u * u)),
    "sinh": _rule(MP.sinh, lambda u, y: MP.cosh(u)),
    "cosh": _rule(MP.cosh, lambda u, y: MP.sinh(u)),
    "tanh": _rule(MP.tanh, lambda u, y: 1 - y * y),
    "pi": MP.pi,
}


def callable_of(text):
    """The formula as a NumPy callable."""
    return eval(f"lambda x: {text}", {name: getattr(np, name) for name in NAMES})


def _on_duals(text):
    return eval(f"lambda x: {text}", dict(NAMES))


def true_slope(text, x):
    """The formula's slope at the double x, a number of mpmath with 50 digits; complex or not finite
    where the formula isn't defined. Raises ArithmeticError where it is out of all bounds."""
    return lift(_on_duals(text)(Dual(MP.mpf(float(x)), MP.mpf(1)))).slope


def defined(slope):
    """Whether a slope is a finite real number that fits into a double."""
    return isinstance(slope, MP.mpf) and MP.isfinite(slope) and abs(slope) < 1e200


def analytic(text, x, slope):
    """Whether Cauchy's integral over the circle of RADIUS around x gives the slope.

    With NumPy's complex numbers; where these say no, which may be their roundoff, with 50 digits.
    """
    turn = np.exp(2j * np.pi * (np.arange(32) + 0.5) / 32)
    with np.errstate(all="ignore"):
        y = callable_of(text)(x + RADIUS * turn)
    if np.shape(y) == (32,) and np.isfinite(y).all():
        found = np.mean(y / turn) / RADIUS
        if abs(found - float(slope)) <= 1e-3 * abs(float(slope)):
            return True
    try:
        f, found, largest = _on_duals(text), 0, 0
        for k in range(12):
            turn = MP.expjpi(MP.mpf(2 * k + 1) / 12)
            y = lift(f(Dual(MP.mpf(float(x)) + RADIUS * turn))).value
            found, largest = found + y / turn / 12 / RADIUS, max(largest, abs(y))
    except (ArithmeticError, ValueError):
        return False
    return bool(abs(found - slope) <= 1e-3 * abs(slope) + MP.mpf(10) ** -12 * largest)
