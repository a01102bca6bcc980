"""Where a derivative crosses a value: the same to the bit as `sign_stretches` finds, or left to it."""

import numpy as np
import pytest

from lib.calculus.crossings import Crossings
from lib.calculus.shape import sign_stretches

CELLS = 400
SMOOTH = {  # f and its slope
    "x³ − 3x": (lambda x: x**3 - 3 * x, lambda x: 3 * x * x - 3),
    "x²": (lambda x: x * x, lambda x: 2 * x),
    "sin(2x)": (lambda x: np.sin(2 * x), lambda x: 2 * np.cos(2 * x)),
    "x^5 − x + 1": (lambda x: x**5 - x + 1, lambda x: 5 * (x * x) * (x * x) - 1),
    "e^x": (np.exp, np.exp),
    "sin(20x)": (lambda x: np.sin(20 * x), lambda x: 20 * np.cos(20 * x)),
}


@pytest.mark.parametrize(("f", "slope"), SMOOTH.values(), ids=list(SMOOTH))
def test_places_are_those_of_sign_stretches_to_the_bit(f, slope):
    known = Crossings(slope, slope, -2.5, 2.5)
    rng, told = np.random.default_rng(3), 0
    for _ in range(40):
        a, b = round(rng.uniform(-2.5, 0), 2), round(rng.uniform(0.1, 2.5), 2)
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
    ("slope", "value"),
    [
        (lambda x: 3 * x * x, 0.0),
        (lambda x: 3 * (x - 0.3007) ** 2, 0.0),
        (lambda x: 2.0 + 0 * x, 2.0),
        (lambda x: 3 * x * x - 3, -3.0),
        (lambda x: 2 * x, -3.0),
        (lambda x: 0.5 / np.sqrt(x), 1.0),
        (lambda x: -1 / (x * x), -1.0),
    ],
    ids=["x³", "(x − 0.3007)³", "2x", "x³ − 3x", "x²", "√x", "1/x"],
)
def test_what_is_more_than_a_crossing_is_left_to_others(slope, value):
    """A touch, a level stretch, a value at an end (-1.5 for x²), slopes that aren't there."""
    with np.errstate(all="ignore"):
        assert Crossings(slope, slope, -2.5, 2.5).at(value, -1.5, 2.0, CELLS, 1e-3) is None
