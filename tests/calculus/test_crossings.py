"""Where a derivative crosses a value: the same to the bit as `sign_stretches` finds, or left to it."""

import numpy as np
import pytest

from lib.calculus.crossings import Crossings
from lib.calculus.shape import sign_stretches
from lib.formula import expressions
from lib.formula.functions import function

CELLS = 400
SMOOTH = ["x³ − 3x", "x²", "sin(2x)", "x^5 − x + 1", "e^x", "sin(20x)"]


def crossings(formula):
    slope = function(formula).derivative
    one = expressions.at_a_point(slope.tree, ("x",))
    return slope, Crossings(slope, lambda x: one((x,)), -2.5, 2.5)


@pytest.mark.parametrize("formula", SMOOTH)
def test_places_are_those_of_sign_stretches_to_the_bit(formula):
    slope, known = crossings(formula)
    rng, told = np.random.default_rng(3), 0
    for _ in range(40):
        a, b = round(rng.uniform(-2.5, 0), 2), round(rng.uniform(0.1, 2.5), 2)
        f = function(formula)
        value = (f(b) - f(a)) / (b - a)
        least = 1e-3 * max(1.0, abs(value))
        with np.errstate(all="ignore"):
            came = known.at(value, a, b, CELLS, least)
        stretches = sign_stretches(lambda x, v=value: slope(x) - v, a, b, cells=CELLS, least=least)
        due = [left for left, _, _ in stretches[1:]]
        if came is not None:
            told += 1
            assert came == due
    assert told >= 30, "mostly it can tell"


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("x³", 0.0),
        ("(x − 0.3007)³", 0.0),
        ("2x", 2.0),
        ("x³ − 3x", -3.0),
        ("x²", -3.0),
        ("√x", 1.0),
        ("1/x", -1.0),
    ],
)
def test_what_is_more_than_a_crossing_is_left_to_others(formula, value):
    """A touch, a level stretch, a value at an end (-1.5 for x²), slopes that aren't there."""
    _, known = crossings(formula)
    with np.errstate(all="ignore"):
        assert known.at(value, -1.5, 2.0, CELLS, 1e-3) is None
