"""Practice of notebook 02: other right answers, and other ways into the same mistakes."""

import itertools

import numpy as np
import pytest

from lib.calculus.tangent import derivative
from lib.formula.functions import function
from lib.practice import limits as ex


def verdict(exercise, answer):
    result = exercise.check(answer)
    return result.mistake or result.status


@pytest.mark.parametrize("h", [1e-3, 1e-6, 1e-8, 1e-10])
def test_any_absolute_step_is_named(h):
    assert verdict(ex.good_step, lambda x: h) == "an absolute step"


def test_other_good_steps_are_right():
    for step in (
        lambda x: 1e-5 * (1 + abs(x)),
        lambda x: np.cbrt(np.finfo(float).eps) * max(abs(x), 1e-3),
        lambda x: 1e-6 * abs(x) + 1e-8,
    ):
        assert verdict(ex.good_step, step) == "right"


@pytest.mark.parametrize(
    ("step", "due"),
    [
        (lambda x: 6e-6 * max(x, 1), "x taken for its size"),
        (lambda x: np.cbrt(np.spacing(abs(x))), "not in proportion to x"),
        (lambda x: 6e-6 * np.log10(abs(x) + 10), "not in proportion to x"),
        (lambda x: 1e-5 * max(abs(x), 1e-12), "zero at zero"),
    ],
)
def test_steps_that_suit_only_some_x_are_named(step, due):
    assert verdict(ex.good_step, step) == due


def test_every_wrong_answer_about_the_five_points_is_named():
    rights = list(ex.differentiable.right())
    for answer in itertools.product([False, True], repeat=5):
        result = ex.differentiable.check(list(answer))
        assert (result.status == "right") == (list(answer) == rights)
        assert result.status == "right" or result.mistake
    assert verdict(ex.differentiable, [True, ..., True, True, False]) == "dots left in"


def test_the_tangents_own_slope_is_no_secant():
    assert verdict(ex.forward, lambda f, x, h: derivative(f, x).value) == "another step than h"
    fixed = lambda f, x, h=0.001: (f(x + 1e-4) - f(x - 1e-4)) / 2e-4  # noqa: E731
    assert verdict(ex.central, fixed) == "another step than h"


def test_float32_slopes_off_by_a_factor_are_no_noise():
    def half(f, x):
        h = np.float32(5e-3)
        return (f(x + h) - f(x - h)) / (4 * h)

    assert verdict(ex.float32, half) == "half of each slope"
    assert verdict(ex.float32, lambda f, x: 2 * half(f, x)) == "right"

    def bracketless(f, x):
        x, h = x.astype(float), 1e-8
        return (f(x + h) - f(x - h)) / 2 * h

    assert verdict(ex.float32, bracketless) == "not divided by the step"


def test_ways_to_mend_float32():
    one = np.float32
    for h, due in (
        (1e-8, "a step that x can't feel"),
        (1e-6, "round-off still there"),
        (1e-4, "round-off still there"),
        (5e-3, "right"),
        (0.3, "a step too long"),
    ):

        def slope(f, x, h=h):
            h = one(h)
            return (f(x + h) - f(x - h)) / (2 * h)

        assert verdict(ex.float32, slope) == due, h

    def wider(f, x):
        x = x.astype(float)
        return (f(x + 1e-7) - f(x)) / 1e-7

    assert verdict(ex.float32, wider) == "right"


def test_what_the_five_points_are():
    fs = ["|x - 5|", "max(0, x)", "x*|x|", "cbrt(x)", "x*sin(1/x) if x != 0 else 0"]
    at = [5.0, 2.0, 0.0, 0.0, 0.0]
    found = [derivative(function(f), x).exists for f, x in zip(fs, at, strict=True)]
    assert found == list(ex.differentiable.right())
    assert verdict(ex.differentiable, found) == "right"
    assert verdict(ex.differentiable, np.array(found)) == "right"
