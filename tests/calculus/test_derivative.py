"""`derivative`: one function and place at a time. For what it does on many, see test_tables.py."""

import math
import re

import numpy as np
import pytest

from lib.calculus import tangent
from lib.calculus.tangent import derivative

EPS = np.finfo(float).eps


def square(x):
    return x**2


# Where there is one


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


# Where there is none

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
    "corner lost in roundoff": (lambda x: np.arccos(np.cos(x)), 0, -1, 1, "corner"),
    "another": (lambda x: np.sqrt(2 - 2 * np.cos(x - 0.5)), 0.5, -1, 1, "corner"),
    "on a large number": (lambda x: 1e12 + 8192 * abs(x), 0, -8192, 8192, "corner"),
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
        np.testing.assert_allclose([found.left, found.right], [left, right], 1e-5, 1e-9)


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
    np.testing.assert_allclose(found.value, [[-1, NAN], [1, 1]], rtol=1e-12)
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
        (patched(lambda x: x * np.sin(1 / x)), 0.0, 195, 194 + 60),
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


def off_by_units(f, seed):
    """f as another library might round it: off by one unit in the last place, up or down, or right."""

    def applied(x):
        y = f(x)
        bits = np.asarray(x, dtype=np.asarray(y).dtype).view(f"u{np.asarray(y).itemsize}")
        mixed = (bits.astype(np.uint64) + np.uint64(seed)) * np.uint64(0x9E3779B97F4A7C15)
        return (
            y
            + np.spacing(y) * ((mixed >> np.uint64(40)) % np.uint64(3)).astype(y.dtype)
            - (np.spacing(y))
        )

    return applied


@pytest.mark.parametrize("seed", range(5))
def test_where_f_is_nothing_but_roundoff(seed):
    sinh, tanh = off_by_units(np.sinh, seed), off_by_units(np.tanh, seed)
    found = derivative(lambda x: sinh(x) - x, 1e-8)
    assert found.exists and abs(found.value - 5e-17) <= 3 * found.error <= 1e-8
    found = derivative(lambda x: 1 / (1 - tanh(9 * x + 16.5) ** 2), -0.03)  # two digits are left
    true = 9 * np.sinh(2 * (16.5 - 0.27))
    assert found.exists and abs(found.value - true) <= 3 * found.error <= true


def test_a_corner_that_roundoff_hides_is_within_the_error():
    found = derivative(lambda x: 1e15 + abs(x), 0.0)
    assert not found.exists or found.error >= 0.8


SLOW = {
    "x / ln|x|": lambda x: x / np.log(np.abs(x)),
    "x / ln²|x|": lambda x: x / np.log(np.abs(x)) ** 2,
    "x / ln|x| + sin x": lambda x: 3 * x / np.log(np.abs(x)) + np.sin(x),
    "|x|^1.002": lambda x: np.abs(x) ** 1.002,
    "x|x|^0.003": lambda x: x * np.abs(x) ** 0.003,
}
FADING = {  # name: (f, f′(0)); secants shrink by one share at every halving of the step
    "|x|^1.04": (lambda x: np.abs(x) ** 1.04, 0),
    "|x|^1.02": (lambda x: np.abs(x) ** 1.02, 0),
    "x|x|^0.01": (lambda x: x * np.abs(x) ** 0.01, 0),
    "0.3x + |x|^1.04": (lambda x: 0.3 * x + np.abs(x) ** 1.04, 0.3),
    "3|x|^1.04 + sin x": (lambda x: 3 * np.abs(x) ** 1.04 + np.sin(x), 1),
}


@pytest.mark.parametrize("name", FADING)
def test_slopes_that_shrink_evenly_settle_on_what_is_left(name):
    f, slope = FADING[name]
    found = derivative(f, 0.0)
    assert found.exists
    assert abs(found.value - slope) <= found.error <= 0.05


def test_what_swings_at_long_steps_alone_has_a_slope():
    def calm(x):
        return np.where(np.abs(x) < 1e-60, 3 * x, patched(lambda x: x * np.sin(1 / x))(x))

    assert derivative(calm, 0.0).value == pytest.approx(3, rel=1e-9)


@pytest.mark.parametrize("name", SLOW)
def test_slopes_that_settle_too_slowly_are_no_slopes_that_do_not_settle(name):
    found = derivative(patched(SLOW[name]), 0.0)
    assert not found.exists and "no derivative to be seen" in found.message
    assert "too slowly to tell" in found.message and np.isnan([found.left, found.right]).all()


@pytest.mark.parametrize("x", [1e-300, -1e-200, 3e-308, 5e-324])
def test_a_place_that_no_step_tells_from_0_has_none_of_its_reasons(x):
    for f in (abs, np.sqrt, np.log, np.cbrt, lambda x: np.sqrt(x * x), lambda x: np.maximum(x, 0)):
        found = derivative(f, x)
        assert not found.exists and "corner" not in found.message
        assert "to be seen" in found.message or "no finite value" in found.message
    assert derivative(np.sin, x).value == pytest.approx(1, abs=1e-14)
    assert derivative(abs, 0.0).left == pytest.approx(-1, rel=1e-9)
    assert derivative(abs, 1e-150).value == pytest.approx(1, rel=1e-9)


def test_a_point_is_judged_twice_only_where_that_may_change_the_verdict(monkeypatch):
    count = []
    monkeypatch.setattr(tangent, "judge", lambda y, old=tangent.judge: count.append(1) or old(y))
    for f in (np.sin, np.cbrt, abs, np.sqrt, np.log, lambda x: np.where(x >= 0, 1.0, 0.0)):
        derivative(f, 0.0)
        assert len(count) == 1, f
        count.clear()


def test_what_is_masked_is_undefined():
    hidden = derivative(lambda x: np.ma.masked_all(np.shape(x)), 1.0)
    assert not hidden.exists and "no finite value" in hidden.message
    half = derivative(lambda x: np.ma.masked_less(x * x, 1.0), 1.0)
    assert "on the left f is not defined" in half.message
    assert derivative(lambda x: np.ma.masked_less(x * x, 1.0), 2.0).value == pytest.approx(4)


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


@pytest.mark.parametrize("scale", [1e-308, 1e-300, 1e300, 1e307, 1e308])
def test_near_the_largest_and_the_smallest_float(scale):
    for f, slope in (
        (lambda x: x * scale, scale),
        (lambda x: np.sin(x) * scale, np.cos(1) * scale),
    ):
        found = derivative(f, 1.0)
        assert found.exists and abs(found.value - slope) <= found.error, found
    assert derivative(lambda x: 0 * x + scale, 1.0).value == 0
