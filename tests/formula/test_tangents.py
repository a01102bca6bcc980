"""The tangent of a formula and of a Python function: its slope, or the reason why there is none; and
how far secants are from it."""

import math
import re

import numpy as np
import pytest

from lib.calculus.differences import best_step
from lib.formula.functions import function, gallery
from lib.formula.tangents import measured_errors, tangent_at


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


@pytest.mark.parametrize(("scheme", "order"), [("forward", 1), ("backward", 1), ("central", 2)])
def test_the_arms_of_the_v(scheme, order):
    f = gallery("sin x")
    h = 10.0 ** np.linspace(-1, -3, 30)
    _, errors = measured_errors(f, 1.0, h, scheme)
    assert np.polyfit(np.log10(h), np.log10(errors), 1)[0] == pytest.approx(order, abs=0.02)
    h = 10.0 ** np.linspace(-9, -13, 400)
    _, errors = measured_errors(f, 1.0, h, scheme)
    assert np.polyfit(np.log10(h), np.log10(errors + 1e-30), 1)[0] == pytest.approx(-1, abs=0.1)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(("scheme", "order"), [("forward", 1), ("central", 2)])
def test_the_bottom_of_the_v_is_near_the_textbook_step(scheme, order, dtype):
    eps = float(np.finfo(dtype).eps)
    for name, x in (("sin x", 1.0), ("ln x", 1.0), ("ln x", 1e6), ("√x", 1e3)):
        f = gallery(name)
        best = float(best_step(x, order, dtype))
        assert best == pytest.approx(eps ** (1 / (order + 1)) * x, rel=1e-6)
        around = best * 10.0 ** np.linspace(-0.5, 0.5, 41)
        typical = np.median(measured_errors(f, x, around, scheme, dtype)[1])
        for factor in (1e-3, 100.0 if order == 1 else 30.0):
            worse = np.median(measured_errors(f, x, factor * around, scheme, dtype)[1])
            assert worse > 3 * typical, (name, x, factor)


def test_float32_keeps_four_or_five_digits_at_best():
    for name in ("sin x", "e^x", "√x"):
        steps = 10.0 ** np.linspace(-8, 0, 81)
        _, errors = measured_errors(gallery(name), 1.0, steps, "central", "float32")
        typical = [np.median(errors[max(i - 3, 0) : i + 4]) for i in range(81)]
        best = min(typical) / abs(gallery(name).derivative(1.0))
        assert 3e-6 < best < 1e-4, name


def test_the_rule_of_thumb_misses_for_a_fast_wave_far_out():
    f = gallery("sin x")
    best = float(best_step(1e6, 1))
    textbook = measured_errors(f, 1e6, [best])[1][0]
    shorter = np.median(measured_errors(f, 1e6, best * 10.0 ** np.linspace(-3.3, -2.7, 21))[1])
    assert textbook > 30 * shorter
