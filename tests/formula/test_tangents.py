"""The tangent of a formula and of a Python function: its slope, or the reason why there is none."""

import math
import re

import numpy as np
import pytest

from lib.formula.functions import function
from lib.formula.tangents import tangent_at


@pytest.mark.parametrize(
    ("f", "x", "slope", "why"),
    [
        ("x^2", 3.0, 6.0, ""),
        (lambda x: x**2, 3.0, 6.0, ""),
        ("|x|", 0.0, None, "a corner, slope −1 on the left and 1 on the right"),
        (
            lambda x: 1e-7 * abs(x),
            0.0,
            None,
            r"a corner, slope −10⁻⁷ on the left and 10⁻⁷ on the right, "
            r"as far as steps down to h = [1-9]·10⁻\S+ show",
        ),
        (
            np.floor,
            2.0,
            None,
            r"on the left f jumps, as far as steps down to h = [1-9]·10⁻\S+ show",
        ),
    ],
)
def test_a_slope_or_a_reason(f, x, slope, why):
    """Only differences have a shortest step; of a formula its derivative decides."""
    found, reason = tangent_at(function(f), x)
    assert math.isnan(found) if slope is None else found == pytest.approx(slope, rel=1e-12)
    assert re.fullmatch(why, reason)
