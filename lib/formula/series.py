"""What a function does right beside a point: how such a germ is written down.

With t > 0 the distance from the point and L = ln(1/t), a germ is known as t goes to 0: a `Series`,
such as 3 - t/2 + O(t**2), of powers of t times powers of L, largest term first, coefficients with
80 digits or more; or a `Beyond`, such as e**(-1/t), larger or smaller than every power.
A remainder is `wild` where more terms wouldn't make it smaller, as that of sin(1/t), which is no more
than O(1). One reckons with them in lib.formula.germs.
"""

from dataclasses import dataclass
from fractions import Fraction

import mpmath

ctx = mpmath.mp.clone()
DIGITS, SPARE = 80, 20  # what is smaller than 10**-(digits - spare) of what it was made from is 0
ctx.dps = DIGITS
TERMS = [4]  # how many terms a Series keeps; a list, so that who judges may ask for more
FLAT = (float("inf"), 0)  # the size of what is smaller than every power of t


class NoValue(Exception):
    """There is no real value right beside the point."""


class Unclear(Exception):
    """The first term isn't known; `wild` where more terms wouldn't tell it either."""

    def __init__(self, wild=False):
        super().__init__()
        self.wild = wild


def order(size):
    """What sorts sizes (p, q), of t**p * L**q, the largest first."""
    return size[0], -size[1]


@dataclass(frozen=True)
class Series:
    """terms: tuple of (size, coefficient), the largest first, none 0; rest: size of the remainder.

    A size is (p, q) for t**p * L**q; rest is None where nothing is left out.
    """

    terms: tuple
    rest: tuple | None = None
    wild: bool = False

    @property
    def first(self):
        """(size, coefficient) of the largest term; None for 0. Raises Unclear."""
        if self.terms:
            return self.terms[0]
        if self.rest is None:
            return None
        raise Unclear(self.wild)


@dataclass(frozen=True)
class Beyond:
    """sign * e**power, where the size of `power`, a germ, is beyond every multiple of L."""

    sign: int
    power: object

    @property
    def huge(self):
        """Whether it goes to infinity, and not to 0."""
        return sign_of(self.power) > 0


def tolerance():
    """How small, beside what it was made from, a number is taken for 0."""
    return ctx.mpf(10) ** (SPARE - ctx.dps)


def exact(number):
    """An int or a Fraction as a coefficient."""
    number = Fraction(number)
    return ctx.mpf(number.numerator) / number.denominator


def constant(c):
    """The germ of a number."""
    return Series((((0, 0), ctx.mpf(c)),)) if c else ZERO


ZERO = Series(())
ONE = constant(1)


def term(p, q=0, c=1):
    """The germ c * t**p * L**q."""
    return Series((((p, q), ctx.mpf(c)),))


def remainder(size, wild=False):
    """A germ of which nothing is known but how large it is at most."""
    return Series((), size, wild)


def cut(found, made_of, rest, wild):
    """The Series of `found`, a dict from size to coefficient, its largest terms.

    made_of: for each coefficient that is a sum, the largest number in it.
    """
    least = tolerance() if made_of else 0
    terms = [
        (size, c)
        for size, c in found.items()
        if c and not (size in made_of and abs(c) <= least * made_of[size])
    ]
    terms.sort(key=lambda each: order(each[0]))
    if rest is not None:
        terms = [each for each in terms if order(each[0]) < order(rest)]
    if len(terms) > TERMS[0]:
        rest, wild = terms[TERMS[0]][0], False
        terms = terms[: TERMS[0]]
    return Series(tuple(terms), rest, wild)


def larger_rest(pairs):
    """The (size, wild) of the largest of remainders, given as such pairs; (None, False) of none."""
    known = [pair for pair in pairs if pair[0] is not None]
    if not known:
        return None, False
    least = min(order(size) for size, _ in known)
    same = [pair for pair in known if order(pair[0]) == least]
    return same[0][0], any(wild for _, wild in same)


def times_size(a, b):
    """The size of a product; None where either is None."""
    return None if a is None or b is None else (a[0] + b[0], a[1] + b[1])


def sign_of(a):
    """1, -1 or 0: the sign right beside the point. Raises Unclear."""
    if isinstance(a, Beyond):
        return a.sign
    first = a.first
    return 0 if first is None else 1 if first[1] > 0 else -1
