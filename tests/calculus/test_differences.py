"""Secants and tangents: orders of errors, exact cases, honest estimates, corners and worse."""

import math
import re

import mpmath
import numpy as np
import pytest
import sympy

from lib.calculus.differences import (
    backward_difference,
    best_step,
    central_difference,
    derivative,
    forward_difference,
    slope_between,
)

DIFFERENCES = (forward_difference, backward_difference, central_difference)
EPS = np.finfo(float).eps


def square(x):
    return x**2


# The simple differences


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


# derivative: where there is one

MIDDLE = (-2.3, -0.4, 0.7, 3.1)
SMALL = (0.0, 1e-8)
WIDE = (*MIDDLE, *SMALL, -1e-3, 1e6, 1e8)
POSITIVE = (1e-8, 1e-3, 0.3, 1.7, 12.0, 1e3)
TABLE = {
    "x**2": WIDE,
    "x**3 + x**2": WIDE,
    "2*x + 1": WIDE,
    "x**7 - 3*x": WIDE,
    "(x - 1)**5": WIDE,
    "1/(1 + x**2)": WIDE,
    "sqrt(x**2 + 1)": WIDE,
    "x**2/10**8": WIDE,
    "10**8 + x": (*MIDDLE, 0.0),
    "x**3 - 3*x**2 + 3*x - 1": (1.01, 1.0001, 2.0, 0.0),
    "sin(x)": WIDE,
    "cos(x)": WIDE,
    "sin(100*x)": WIDE,
    "cos(1000*x)": MIDDLE,
    "1000*x + sin(1000*x)": (*MIDDLE, 0.0),
    "sin(x**2)": (*MIDDLE, *SMALL, 1e3),
    "sin(1/x)": (*POSITIVE, 0.01),
    "x*sin(1/x)": POSITIVE,
    "sin(x)/x": POSITIVE,
    "(1 - cos(x))/x**2": (0.03, 0.1, 1.0),  # nearer to 0 f is roundoff, and what is seen is luck
    "cos(x)*exp(-x/10)": (*MIDDLE, 50.0),
    "exp(sin(5*x))": (*MIDDLE, 1e3),
    "tan(x)": (*MIDDLE, 0.0, 1.57),
    "asin(x)": (-0.9, -0.2, 0.0, 0.5, 0.999999),
    "atan(x)": WIDE,
    "atan(1000*x)": (*MIDDLE, 0.0, 1e-4),
    "exp(x)": (*MIDDLE, *SMALL, 20.0, -30.0),
    "exp(-x)": (*MIDDLE, 30.0, 300.0),
    "exp(20*x)": (*MIDDLE, *SMALL),
    "exp(-x**2)": (*MIDDLE, *SMALL, 6.0),
    "exp(x**3)": (*MIDDLE, 0.0),
    "exp(x) - 1": (*MIDDLE, *SMALL),
    "exp(-1/x)": POSITIVE[1:],
    "x**2*exp(-x)": (*MIDDLE, 30.0),
    "2**x": (*MIDDLE, 0.0),
    "x**x": POSITIVE[:-1],
    "log(x)": (*POSITIVE, 1e6, 1e8),
    "log(1 + x)": (*POSITIVE, 0.0, 1e8),
    "x*log(x)": (*POSITIVE, 1e6),
    "log(cosh(x))": (*MIDDLE, 0.0),
    "sqrt(x)": (*POSITIVE, 1e6, 1e8),
    "x*sqrt(x)": POSITIVE,
    "1/x": (*POSITIVE, -4.0, 1e6, 1e8),
    "1/x**2": POSITIVE,
    "tanh(x)": WIDE,
    "tanh(1000*x)": (*SMALL, 1e-3, -2e-3, 0.01),
    "1/(1 + exp(-x))": (*MIDDLE, *SMALL, 30.0, -30.0, -300.0),
    "log(1 + exp(x))": (*MIDDLE, 30.0, -30.0),
    "x/(1 + exp(-x))": (*MIDDLE, *SMALL),
    "sinh(x)": (*MIDDLE, 0.0, 20.0),
    "cosh(x)": (*MIDDLE, 0.0, 20.0),
}


def test_derivative_is_right_and_its_error_honest():
    """Against SymPy's derivative in 60 digits, at the very double that x is.

    A true error below eps * |f'| can't be seen in a double, so in the ratio of estimate to true
    error that is what we compare with; where both are 0 there is no ratio.
    """
    x = sympy.Symbol("x", real=True)
    honest, ratios, relative, seen = [], [], [], 0
    for text, places in TABLE.items():
        formula = sympy.sympify(text, locals={"x": x})
        f = sympy.lambdify(x, formula, "numpy")
        exact = sympy.lambdify(x, sympy.diff(formula, x), "mpmath")
        for place in places:
            with mpmath.workdps(60):
                true = exact(mpmath.mpf(place))
                found = derivative(f, place)
                assert found.exists, (text, place, found)
                off = float(abs(mpmath.mpf(found.value) - true))
                true = abs(float(true))
            seen += 1
            honest.append(off <= found.error)
            if max(off, EPS * true) > 0:
                ratios.append(found.error / max(off, EPS * true))
            if true > 0:
                relative.append(off / true)
    assert len(TABLE) >= 40 and seen >= 250
    assert np.mean(honest) >= 0.95
    assert 1 <= np.median(ratios) <= 100
    assert np.median(relative) < 1e-12 and np.quantile(relative, 0.9) < 1e-9


def patched(f):
    """f with f(0) = 0, elementwise."""
    return lambda x: np.where(x == 0, 0, f(np.where(x == 0, 1, x)))


SMOOTH = {
    "x|x|": (lambda x: x * abs(x), 0, 0),
    "relu squared": (lambda x: np.maximum(x, 0) ** 2, 0, 0),
    "|x|**1.5": (lambda x: abs(x) ** 1.5, 0, 0),
    "|x|**1.2": (lambda x: abs(x) ** 1.2, 0, 0),
    "|x - 1|**1.5 + 5": (lambda x: abs(x - 1) ** 1.5 + 5, 1, 0),
    "x**2 sin(1/x)": (patched(lambda x: x**2 * np.sin(1 / x)), 0, 0),
    "steep tanh": (lambda x: np.tanh(1e6 * x), 0, 1e6),
    "bump between coarse steps": (lambda x: x * np.exp(-((1000 * x) ** 2)), 0, 1),
    "wave": (lambda x: np.sin(16 * np.pi * x), 0, 16 * np.pi),
    "far away": (np.sin, 1e6, math.cos(1e6)),
    "near the corner of |x|": (abs, 1e-3, 1),
    "very near it": (abs, -1e-12, -1),
    "left of relu's": (lambda x: max(x, 0), -1e-12, 0),
    "between jumps": (np.floor, 2.5, 0),
    "constant": (lambda x: 3, 2, 0),
    "huber": (lambda x: np.where(abs(x) < 1, x * x / 2, abs(x) - 0.5), 1, 1),
    "elu": (lambda x: np.where(x > 0, x, np.expm1(x)), 0, 1),
    "digits lost": (lambda x: (x + 1000) - 1000, 0, 1),
    "scalars only": (math.erf, 0.3, 2 / math.sqrt(math.pi) * math.exp(-0.09)),
}


@pytest.mark.parametrize("name", SMOOTH)
def test_no_wolf_is_cried(name):
    f, x, slope = SMOOTH[name]
    found = derivative(f, x)
    assert found.exists, found
    assert abs(found.value - slope) <= max(found.error, 1e-14)
    assert found.error <= 1e-4 * max(1, abs(slope))


# derivative: where there is none

INF, NAN = math.inf, math.nan
NOWHERE = {
    "|x|": (abs, 0, -1, 1, "corner"),
    "relu": (lambda x: np.maximum(x, 0), 0, 0, 1, "corner"),
    "relu, scalars only": (lambda x: x if x > 0 else 0, 0, 0, 1, "corner"),
    "leaky relu": (lambda x: np.where(x > 0, x, 0.01 * x), 0, 0.01, 1, "corner"),
    "|x - 3| + 100": (lambda x: abs(x - 3) + 100, 3, -1, 1, "corner"),
    "|sin x|": (lambda x: abs(np.sin(x)), math.pi, -1, 1, "corner"),
    "|x - 1e6|": (lambda x: abs(x - 1e6), 1e6, -1, 1, "corner"),
    "max(x, x²)": (lambda x: np.maximum(x, x**2), 1, 1, 2, "corner"),
    "slight corner": (lambda x: x + 1e-3 * abs(x), 0, 0.999, 1.001, "corner"),
    "cbrt": (np.cbrt, 0, INF, INF, "vertical"),
    "cbrt elsewhere": (lambda x: np.cbrt(x - 1) + 2, 1, INF, INF, "vertical"),
    "sqrt|x|": (lambda x: np.sqrt(abs(x)), 0, -INF, INF, "cusp"),
    "x ln|x|": (patched(lambda x: x * np.log(abs(x))), 0, -INF, -INF, "without bound"),
    "sqrt": (np.sqrt, 0, NAN, INF, "left f is not defined"),
    "math.sqrt": (math.sqrt, 0, NAN, INF, "left f is not defined"),
    "arccos": (np.arccos, 1, -INF, NAN, "right f is not defined"),
    "step": (lambda x: x >= 0, 0, INF, 0, "left f jumps"),
    "sign": (np.sign, 0, INF, INF, "jumps"),
    "floor at 3": (np.floor, 3, INF, 0, "left f jumps"),
    "floor at 0": (np.floor, 0, INF, 0, "left f jumps"),
    "floor at -2": (np.floor, -2, INF, 0, "left f jumps"),
    "x sin(1/x)": (patched(lambda x: x * np.sin(1 / x)), 0, NAN, NAN, "settle"),
    "sin(1/x)": (patched(lambda x: np.sin(1 / x)), 0, NAN, NAN, "settle"),
    "1/x": (lambda x: 1 / x, 0, NAN, NAN, "no finite value"),
    "1/x with f(0) = 0": (patched(lambda x: 1 / x), 0, INF, INF, "grows without bound"),
    "log": (np.log, 0, NAN, INF, "no finite value"),
    "hole": (lambda x: np.where(x == 0, NAN, x), 0, NAN, NAN, "no finite value"),
    "x is nan": (np.sin, NAN, NAN, NAN, "try a finite number"),
    "x is inf": (np.sin, INF, NAN, NAN, "try a finite number"),
}


@pytest.mark.parametrize("name", NOWHERE)
def test_no_derivative_is_said(name):
    f, x, left, right, reason = NOWHERE[name]
    found = derivative(f, x)
    assert found.exists is False
    assert math.isnan(found.value) and math.isnan(found.error) and math.isnan(float(found))
    assert reason in found.message and found.message == repr(found)
    if name != "log":
        np.testing.assert_allclose([found.left, found.right], [left, right], atol=1e-9)


def random_cases(kind, count=25):
    """(f, x) with places, heights and widths over six decades."""
    rng = np.random.default_rng(5)
    for _ in range(count):
        c, s, p = *(rng.normal(size=2) * 10 ** rng.uniform(-3, 3, size=2)), rng.uniform(0.05, 0.9)
        yield {
            "corner": (lambda x, c=c, s=s: s * abs(x - c) + np.sin(x), c),
            "jump": (lambda x, c=c, s=s: s * (x >= c) + np.cos(x), c),
            "cusp": (lambda x, c=c, p=p: abs(x - c) ** p + x, c),
            "wild": (patched(lambda x, c=c, s=s: x * np.sin(c / x) + s * x + 1), 0),
            "power": (lambda x, c=c, p=p: abs(x - c) ** (1.2 + p) + x, c),
            "tame": (patched(lambda x, c=c: x**2 * np.sin(c / x)), 0),
            "wave": (lambda x, c=c, s=s: np.sin(c * x) * s + x, s),
            "tanh": (lambda x, c=c: np.tanh(c * (x - 1)) + np.exp(-x * x), p),
            "near a corner": (lambda x, c=c: abs(x - c), c + s * 1e-6),
            "stairs": (lambda x: x * np.round(x, 3), s),
        }[kind]


@pytest.mark.parametrize("kind", ["corner", "jump", "cusp", "wild"])
def test_no_derivative_at_random(kind):
    assert not [repr(found) for f, x in random_cases(kind) if (found := derivative(f, x)).exists]


@pytest.mark.parametrize("kind", ["power", "tame", "wave", "tanh", "near a corner", "stairs"])
def test_a_derivative_at_random(kind):
    missed = [found for f, x in random_cases(kind) if not (found := derivative(f, x)).exists]
    assert not missed


def test_derivative_shapes_types_and_sentence():
    found = derivative(abs, np.array([[-1, 0], [1e-12, 2]]))
    assert found.value.shape == found.message.shape == found.left.shape == (2, 2)
    np.testing.assert_array_equal(found.value, [[-1, NAN], [1, 1]])
    np.testing.assert_array_equal(found.exists, [[True, False], [True, True]])
    assert "3 of 4" in repr(found) and "corner" in repr(found)
    one = derivative(square, 3)
    assert type(one.value) is float and float(one) == one.value == pytest.approx(6, abs=1e-12)
    assert re.fullmatch(
        r"slope 6 at x = 3, error about \de-1\d, as far as steps down to h = \de-1\d show",
        repr(one),
    )
    assert derivative(np.sin, np.float32(1)).value.dtype == np.float32
    assert derivative(np.sin, np.zeros(0)).value.shape == (0,)
    with pytest.raises(AttributeError):
        one.value = 5


@pytest.mark.parametrize(
    ("f", "x", "least", "most"),
    [
        (np.sin, 0.7, 194, 194),
        (abs, 1e-3, 194, 194),
        (np.sin, np.float32(0.7), 78, 78),
        (np.tanh, np.linspace(0, 1, 7), 7 * 194, 7 * 194),
        (abs, 0.0, 195, 194 + 60),
        (np.floor, 2.0, 195, 194 + 60),
        (patched(lambda x: x * np.sin(1 / x)), 0.0, 194 + 2000, 194 + 2110),
        (lambda x: abs(x) ** 1.2, 0.0, 194 + 2000, 194 + 2110),
    ],
)
def test_as_many_values_as_the_docstring_says(f, x, least, most):
    asked = []
    derivative(lambda t: asked.append(np.size(t)) or f(t), x)
    assert least <= sum(asked) <= most
    for count in ("194 values for each x (78 in float32)", "about 60", "up to 2,100"):
        assert count in " ".join(derivative.__doc__.split())


def test_where_f_stands_still():
    """Computed as 0 though its slope is 1e-17: the error says so; ReLU's slope is really 0."""
    lost = derivative(lambda x: 1 - np.tanh(50 * x) ** 2, -0.45)
    assert lost.value == 0 and 100 / math.cosh(22.5) ** 2 < lost.error < 1e-13
    for f, x in ((lambda x: np.maximum(x, 0), -1e-12), (np.floor, 2.5), (lambda x: 3, 2.0)):
        found = derivative(f, x)
        assert found.value == 0 and found.error < 1e-13 and found.step < 1e-13, found


def test_float32_inside():
    """Its roundoff is not taken for a feature, nor its stairs for a slope of 0."""
    for x in (0.05, 0.7, -2.3, 10.3):
        for f in (lambda x: x * x + x, np.sin):
            single = derivative(lambda t, f=f: np.asarray(f(np.float32(t)), dtype=float), x)
            double = derivative(f, x)
            assert abs(single.value - double.value) <= single.error < 0.01 * abs(double.value)


def test_derivative_one_by_one_agrees_with_whole_arrays():
    x = np.linspace(-2, 2, 9)
    whole, singly = derivative(np.tanh, x), derivative(lambda t: math.tanh(t), x)
    np.testing.assert_allclose(whole.value, 1 - np.tanh(x) ** 2, atol=1e-12)
    np.testing.assert_allclose(singly.value, whole.value, atol=1e-12)
    weights = np.arange(9.0)
    np.testing.assert_allclose(derivative(lambda t: weights * t, x).value, weights, atol=1e-12)


@pytest.mark.parametrize(
    ("f", "x", "message"),
    [
        (np.sum, np.ones(3), "elementwise"),
        (np.sin, 1j, "complex: try"),
        (np.sin, "one", "try a number"),
        (lambda x: None, 1.0, "return"),
        (lambda x: "text", 1.0, "number"),
        (lambda x: 1j * x, 1.0, "complex: try"),
        (lambda x: x[:, None] ** 2, np.array([1.0, 2.0]), r"shape \(2, 1\) for an x of shape"),
        (lambda x: [1.0, 2.0, 3.0], np.array([1.0, 2.0]), r"shape \(3,\) for an x of shape"),
        (lambda x: np.ones(3), 1.0, r"shape \(3,\) for an x of shape \(\)"),
    ],
)
def test_derivative_refuses(f, x, message):
    with pytest.raises(ValueError, match=message):
        derivative(f, x)
