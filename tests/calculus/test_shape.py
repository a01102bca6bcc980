"""Where a function rises, bends and may turn, against what is known of each."""

import numpy as np
import pytest
import sympy as sp

from lib.calculus import shape
from lib.formula.functions import function


def cubic(x):
    return x**3 - 3 * x


RISING = {
    "x^3 - 3x": [(-2.5, -1, 1), (-1, 1, -1), (1, 2.5, 1)],
    "x^3": [(-2.5, 2.5, 1)],
    "(x - 0.3)^3": [(-2.5, 2.5, 1)],
    "|x|": [(-2.5, 0, -1), (0, 2.5, 1)],
    "max(0, x)": [(-2.5, 0, 0), (0, 2.5, 1)],
    "1/x": [(-2.5, 0, -1), (0, 2.5, -1)],
    "ln x": [(0, 2.5, 1)],
    "5": [(-2.5, 2.5, 0)],
    "sin(2x)": [(-2.5, -3 * np.pi / 4, 1), (-3 * np.pi / 4, -np.pi / 4, -1)],
}


@pytest.mark.parametrize("formula", RISING)
def test_where_it_rises(formula):
    f = function(formula)
    found = shape.merged(shape.slope_stretches(f, -2.5, 2.5), f.derivative)
    for stretch, due in zip(found, RISING[formula], strict=formula != "sin(2x)"):
        assert np.allclose(stretch, due, atol=1e-6), found


def test_a_python_function_gives_the_same_stretches():
    f = function(cubic)
    found = shape.merged(shape.slope_stretches(f, -2.4, 2.5), f.derivative)
    assert np.allclose(found, [(-2.4, -1, 1), (-1, 1, -1), (1, 2.5, 1)], atol=1e-6)


CANDIDATES = [
    ("x^3 - 3x", [(-2, "end"), (-1, "f′ = 0"), (1, "f′ = 0"), (2, "end")]),
    ("x^3", [(-2, "end"), (0, "f′ = 0"), (2, "end")]),
    ("(x - 0.3)^3", [(-2, "end"), (0.3, "f′ = 0"), (2, "end")]),
    ("|x - 0.1|", [(-2, "end"), (0.1, "no f′"), (2, "end")]),
    ("x*|x|", [(-2, "end"), (0, "f′ = 0"), (2, "end")]),
    ("cbrt(x)", [(-2, "end"), (0, "no f′"), (2, "end")]),
    ("1/x", [(-2, "end"), (2, "end")]),
    ("ln x", [(2, "end")]),
    ("e^x", [(-2, "end"), (2, "end")]),
    (lambda x: x**3 - x, [(-2, "end"), (-(3**-0.5), "f′ = 0"), (3**-0.5, "f′ = 0"), (2, "end")]),
    (lambda x: abs(x - 0.123), [(-2, "end"), (0.123, "no f′"), (2, "end")]),
    (lambda x: (x - 0.3) ** 3, [(-2, "end"), (0.3, "f′ = 0"), (2, "end")]),
]


@pytest.mark.parametrize(("what", "due"), CANDIDATES)
def test_candidates(what, due):
    found = shape.candidates(function(what), -2, 2)
    assert [why for _, why in found] == [why for _, why in due], found
    assert np.allclose([x for x, _ in found], [x for x, _ in due], atol=1e-4), found


def test_candidates_hold_the_highest_and_the_lowest():
    rng = np.random.default_rng(3)
    for _ in range(12):
        f = function(
            " + ".join(f"({c:.3f})*x^{k}" for k, c in enumerate(rng.normal(size=6)))
            + f" + {rng.uniform(0, 2):.3f}*|x - {rng.uniform(-1, 1):.3f}|"
        )
        a, b = sorted(rng.uniform(-2, 2, 2))
        heights = [f(x) for x, _ in shape.candidates(f, a, b + 0.1)]
        dense = f(np.linspace(a, b + 0.1, 20001))
        assert dense.max() - 1e-9 <= max(heights) <= dense.max() + 1e-3
        assert dense.min() + 1e-9 >= min(heights) >= dense.min() - 1e-3


def test_an_empty_interval_is_refused():
    with pytest.raises(ValueError, match="a < b"):
        shape.candidates(function("x"), 1, 1)


@pytest.mark.parametrize("formula", ["x^3 - 3x", "sin(2x)", "e^x", "x*exp(-x^2)"])
def test_second_derivative_exact_and_numerical(formula):
    x = sp.Symbol("x", real=True)
    f = function(formula)
    second = sp.lambdify(x, sp.diff(f.expr, x, 2), "numpy")
    at = np.array([-1.7, -0.4, 0.6, 1.9])
    assert np.allclose(shape.second_derivative(f)(at), second(at), rtol=1e-12)
    numerical = shape.second_derivative(function(lambda t: f(t)))
    assert np.allclose(numerical(at), second(at), atol=2e-5)
    assert isinstance(numerical(0.6), float)


@pytest.mark.parametrize("f", [abs, lambda x: x * abs(x), lambda x: np.where(x > 0, 1.0, 0.0)])
def test_no_second_derivative_at_a_corner_of_f_or_of_its_slope(f):
    second = shape.second_derivative(function(f))
    assert np.isnan(second(0.0))
    assert np.isfinite(second(1.0))


@pytest.mark.parametrize(
    ("what", "due"),
    [
        ("1/x", [0]),
        ("0 if x < 0.3 else 1", [0.3]),
        ("x^3", []),
        ("|x|", []),
        ("cbrt(x)", []),
        (lambda x: 1.0 if x > 0.7 else 0.0, [0.7]),
        (lambda x: np.tanh(50 * x), []),
    ],
)
def test_breaks(what, due):
    found = sorted({round(x, 9) for x in shape.breaks(function(what), -2, 2)})
    assert np.allclose(found, due, atol=1e-6), found
