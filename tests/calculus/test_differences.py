"""The three differences, and the best step: orders of errors, exact cases, types, refusals."""

import math

import numpy as np
import pytest

from lib.calculus.differences import (
    backward_difference,
    best_step,
    central_difference,
    forward_difference,
    slope_between,
)

DIFFERENCES = (forward_difference, backward_difference, central_difference)
EPS = np.finfo(float).eps


def square(x):
    return x**2


@pytest.mark.parametrize(("difference", "order"), list(zip(DIFFERENCES, (1, 1, 2), strict=True)))
@pytest.mark.parametrize("f", [np.sin, np.exp, np.arctan])
def test_order_is_the_slope_on_log_log_axes(difference, order, f):
    exact = {np.sin: np.cos, np.exp: np.exp, np.arctan: lambda x: 1 / (1 + x**2)}[f](0.7)
    h = np.logspace(-3, -1, 9)
    errors = np.abs([difference(f, 0.7, step) - exact for step in h])
    assert np.polyfit(np.log(h), np.log(errors), 1)[0] == pytest.approx(order, abs=0.05)


def test_leading_error_terms_are_those_in_the_docstrings():
    h, second, third = 1e-3, -math.sin(0.7), -math.cos(0.7)
    errors = [d(np.sin, 0.7, h) - math.cos(0.7) for d in DIFFERENCES]
    expected = [h / 2 * second, -h / 2 * second, h**2 / 6 * third]
    np.testing.assert_allclose(errors, expected, rtol=1e-3)


@pytest.mark.parametrize("h", [0.5, 1e-2, 1e-4, -1e-3])
def test_forward_error_for_the_square_is_exactly_h(h):
    assert forward_difference(square, 3, h) - 6 == pytest.approx(h, abs=20 * EPS / abs(h))
    assert backward_difference(square, 3, h) - 6 == pytest.approx(-h, abs=20 * EPS / abs(h))


def test_the_seed_number():
    assert round(forward_difference(square, 3, 1e-4), 10) == 6.0001


def test_central_is_exact_on_quadratics_and_hides_corners():
    x = np.linspace(-3, 3, 7)
    slopes = central_difference(lambda x: 5 * x**2 - 2 * x + 1, x, 0.25)
    np.testing.assert_array_equal(slopes, 10 * x - 2)
    assert central_difference(abs, 0, 1e-3) == 0


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_types_and_shapes(difference):
    assert type(difference(square, 3, 1e-3)) is float
    single = difference(square, np.float32(3), np.float64(1e-4))
    assert single.dtype == np.float32
    assert difference(np.sin, np.ones((2, 3)), 1e-3).shape == (2, 3)
    assert difference(np.sin, np.ones(4, np.float32), 1e-3).dtype == np.float32
    assert difference(np.sin, [1, 2, 3], 0.5).dtype == np.float64
    assert difference(np.sin, 1.0, np.array([0.1, 0.2])).shape == (2,)
    np.testing.assert_array_equal(difference(lambda x: 7, np.ones(3), 0.1), np.zeros(3))
    assert difference(lambda x: x if x > 0 else 0.0, 2.0, 0.5) == 1


def test_float32_roundoff_is_really_single():
    x, h = np.float32(3), np.float32(1e-4)
    by_hand = ((x + h) * (x + h) - x * x) / h
    assert forward_difference(lambda x: x * x, x, h) == by_hand
    assert abs(by_hand - 6.0001) > 1e-3  # roundoff eps * 9 / h, near 1e-2


def test_unsigned_and_boolean_outputs_are_numbers():
    assert forward_difference(lambda x: np.uint8(x < 1), 0.5, 1.0) == -1
    assert forward_difference(lambda x: x < 1, 0.5, 1.0) == -1


def test_a_step_lost_in_x_gives_zero():
    assert forward_difference(np.sin, 1.0, 1e-17) == 0
    assert central_difference(square, 1e8, 1e-9) == 0


def test_not_finite_is_nan_without_a_warning():
    slopes = forward_difference(np.log, np.array([-1.0, 1.0]), 1e-3)
    assert np.isnan(slopes[0]) and np.isfinite(slopes[1])


@pytest.mark.parametrize("difference", DIFFERENCES)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((np.sin, 1, 0), r"^h is 0: a secant needs two different points; try h = 1e-3$"),
        ((np.sin, 1, np.array([1e-3, 0])), "two different points"),
        ((np.sin, 1, math.nan), "try h = 1e-3"),
        ((np.sin, 1, math.inf), "try h = 1e-3"),
        ((np.sin, 1, 1e-3j), "h is complex: try"),
        ((np.sin, 1 + 0j, 1e-3), "x is complex: try"),
        ((np.sin, "one", 1e-3), "try a number"),
        ((np.sin, None, 1e-3), "try a number"),
        ((np.sin, np.float32(1), 1e-60), "float32: try"),
        ((lambda x: None, 1, 1e-3), "return"),
        ((lambda x: x + 1j, 1, 1e-3), "complex: try"),
        ((np.sum, np.ones(3), 1e-3), r"shape \(\) for an x of shape \(3,\).*gradients"),
        ((math.sin, np.array([0.0, 1.0]), 1e-3), r"single numbers.*np\.sin"),
        ((lambda x: x if x > 0 else 0.0, np.array([0.0, 1.0]), 1e-3), "single numbers"),
        ((lambda x: x.hex() and x, np.array([0.0, 1.0]), 1e-3), "single numbers"),
        ((lambda x: np.array(x)[:, None] ** 2, np.ones(2), 1e-3), r"shape \(2, 1\) for an x"),
        ((lambda x: [[1.0], [1.0, 2.0]], np.ones(2), 1e-3), "try a number, or an array"),
        ((lambda x: "12", 1.0, 1e-3), "try a number"),
        ((np.sin, ["1"], 1e-3), "try a number"),
        ((np.sin, [[1.0], [1.0, 2.0]], 1e-3), "try a number"),
        ((np.sin, np.ones(3), np.ones(2)), r"x has shape \(3,\) and h has shape \(2,\): try"),
        ((np.sin, -3e20, 0), r"try h = 1e18$"),
        ((np.sin, np.array([2.0, np.inf]), 0), r"try h = 1e-2$"),
    ],
)
def test_refusals_say_what_to_try(difference, arguments, message):
    with pytest.raises(ValueError, match=message):
        difference(*arguments)


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_an_error_in_f_comes_through(difference):
    """Only what single numbers would mend is told as such."""
    with pytest.raises(ZeroDivisionError):
        difference(lambda x: 1 / 0, np.ones(2), 1e-3)
    with pytest.raises(KeyError):
        difference(lambda x: {}[x], 1.0, 1e-3)


@pytest.mark.parametrize("difference", DIFFERENCES)
@pytest.mark.parametrize("x", [0.0, 1.0, -7.5e6, 1e20, 1e300])
def test_the_step_that_a_message_suggests_is_a_good_one(difference, x):
    with pytest.raises(ValueError, match="try h = ") as refusal:
        difference(np.sin, x, 0)
    h = float(str(refusal.value).rsplit(" ", 1)[1])
    assert difference(lambda t: 3 * t, x, h) == pytest.approx(3, rel=1e-9)


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_the_largest_floats_overflow_quietly_and_only_where_they_must(difference):
    with np.errstate(all="raise"):
        steep = difference(lambda x: 1e308 * np.sign(x), np.float64(0.0), 0.9)
        assert steep == pytest.approx(1e308 / 0.9)
        assert 0 <= difference(np.tanh, np.float64(1e308), 1e308) <= 1e-308
    assert math.isnan(difference(lambda x: x, math.inf, 1.0))


def test_slope_between():
    pairs = [(0, 1), (1, 2), (0, 2)]
    assert [slope_between(lambda x: 2 * x**2, *pair) for pair in pairs] == [2.0, 6.0, 4.0]
    assert {slope_between(lambda x: 2 * x, *pair) for pair in pairs} == {2.0}
    assert slope_between(square, 2, 5) == slope_between(square, 5, 2) == 7
    np.testing.assert_array_equal(slope_between(square, 0, np.array([1, 2])), [1, 2])
    for a, b, message in [
        (1, 1, "two different points"),
        (np.array([0, 2]), np.array([1, 2]), r"both 2\.0"),
        (1, math.inf, "finite"),
        (1j, 0, "complex: try"),
        (np.ones(3), np.zeros(2), r"a has shape \(3,\) and b has shape \(2,\): try"),
    ]:
        with pytest.raises(ValueError, match=message):
            slope_between(square, a, b)
    with pytest.raises(ValueError, match="single numbers"):
        slope_between(math.cos, np.zeros(2), np.ones(2))
    assert slope_between(lambda x: x / 2, -1.5e308, np.float64(1.5e308)) == 0.5
    assert math.isnan(slope_between(lambda x: 10**400, 0, 1))  # inf - inf is no slope


def test_best_step_is_nearly_best():
    assert best_step(0.5, 1) == math.sqrt(EPS)
    assert best_step(-1e6, 2) == pytest.approx(1e6 * EPS ** (1 / 3))
    assert best_step(np.float32(1), 1).dtype == np.float32
    h = np.logspace(-14, 0, 400)
    for difference, order in ((forward_difference, 1), (central_difference, 2)):
        errors = np.abs(difference(np.exp, 1.0, h) - math.e)
        lowest = np.quantile(
            errors[(h > best_step(1, order) / 30) & (h < 30 * best_step(1, order))], 0.5
        )
        assert abs(difference(np.exp, 1.0, best_step(1, order)) - math.e) < lowest
    for order in (0, 1.5, True, None, "one", math.nan, math.inf, [1], np.array([1, 2]), 1j):
        with pytest.raises(ValueError, match="try 1"):
            best_step(1, order)
