"""A formula's tree at one point: quicker, and the same."""

import itertools

import numpy as np
import pytest

from lib.formula import expressions
from lib.formula.functions import function

EVERY_KIND = [
    "3 + 2*5/7 - pi",
    "x + y*x - y/x",
    "x^2 * y^3 + x^y + 2^x",
    "sin(x) e^(-y) + sqrt(|x|) - log(y^2)",
    "max(x, y) - min(x, 2) + floor(x)",
    "x if x > y and y != 0 else -y",
]


@pytest.mark.parametrize("text", EVERY_KIND)
def test_a_tree_at_a_point_has_its_value_to_the_bit(text):
    tree = function(text, ("x", "y")).tree
    quick = expressions.at_a_point(tree, ("x", "y"))
    odd = [0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 1e-300, 1e300]
    points = [*np.random.default_rng(0).uniform(-3, 3, (20, 2)), *itertools.product(odd, odd)]
    with np.errstate(all="ignore"):
        for point in np.array(points):
            slow = expressions.value(tree, dict(zip(("x", "y"), point, strict=True)))
            assert np.float64(quick(point)).tobytes() == np.float64(slow).tobytes() or (
                np.isnan(slow) and np.isnan(quick(point))
            )
