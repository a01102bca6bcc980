"""Where a function rises, bends and may turn, against what is known of each."""

import numpy as np
import pytest

from lib.calculus import shape
from lib.calculus.tangent import derivative


class Known:
    """A function with a formula, as `shape` takes it; its slopes and corners are told by hand."""

    exact = True

    def __init__(self, f, *slopes, corners=()):
        self.f, self.at = f, corners
        if slopes:
            self.derivative = Known(*slopes, corners=corners)

    def __call__(self, x):
        with np.errstate(all="ignore"):
            y = self.f(np.asarray(x, dtype=float))
        return y if np.ndim(x) else float(y)

    def corners(self, lo, hi):
        return [x for x in self.at if lo <= x <= hi]


class Unknown(Known):
    """A Python function: its slopes are found by differences, its corners by nobody."""

    exact = False

    def derivative(self, x):
        found = derivative(self, x)
        return np.where(np.abs(found.value) <= found.error, 0.0, found.value)


def but(hole, x, slope):
    """The slope, and none at the hole."""
    return np.where(x == hole, np.nan, slope)


FUNCTIONS = {
    "x³ − 3x": Known(lambda x: x**3 - 3 * x, lambda x: 3 * x**2 - 3, lambda x: 6 * x),
    "x³": Known(lambda x: x**3, lambda x: 3 * x**2),
    "(x − 0.3)³": Known(lambda x: (x - 0.3) ** 3, lambda x: 3 * (x - 0.3) ** 2),
    "|x|": Known(np.abs, lambda x: but(0, x, np.sign(x)), corners=(0,)),
    "|x − 0.1|": Known(
        lambda x: abs(x - 0.1), lambda x: but(0.1, x, np.sign(x - 0.1)), corners=(0.1,)
    ),
    "x·|x|": Known(lambda x: x * abs(x), lambda x: 2 * abs(x)),
    "max(0, x)": Known(lambda x: np.maximum(0, x), lambda x: but(0, x, x > 0), corners=(0,)),
    "∛x": Known(np.cbrt, lambda x: but(0, x, np.cbrt(x) ** -2 / 3), corners=(0,)),
    "1/x": Known(lambda x: 1 / x, lambda x: but(0, x, -(x**-2)), corners=(0,)),
    "ln x": Known(np.log, lambda x: np.where(x > 0, 1 / x, np.nan), corners=(0,)),
    "5": Known(lambda x: 5 + 0 * x, lambda x: 0 * x),
    "e^x": Known(np.exp, np.exp, np.exp),
    "sin(2x)": Known(
        lambda x: np.sin(2 * x), lambda x: 2 * np.cos(2 * x), lambda x: -4 * np.sin(2 * x)
    ),
    "x·e^(−x²)": Known(
        lambda x: x * np.exp(-(x**2)),
        lambda x: (1 - 2 * x**2) * np.exp(-(x**2)),
        lambda x: (4 * x**3 - 6 * x) * np.exp(-(x**2)),
    ),
    "0 if x < 0.3 else 1": Known(lambda x: 1.0 * (x >= 0.3), lambda x: 0 * x, corners=(0.3,)),
}
RISING = {
    "x³ − 3x": [(-2.5, -1, 1), (-1, 1, -1), (1, 2.5, 1)],
    "x³": [(-2.5, 2.5, 1)],
    "(x − 0.3)³": [(-2.5, 2.5, 1)],
    "|x|": [(-2.5, 0, -1), (0, 2.5, 1)],
    "max(0, x)": [(-2.5, 0, 0), (0, 2.5, 1)],
    "1/x": [(-2.5, 0, -1), (0, 2.5, -1)],
    "ln x": [(0, 2.5, 1)],
    "5": [(-2.5, 2.5, 0)],
    "sin(2x)": [(-2.5, -3 * np.pi / 4, 1), (-3 * np.pi / 4, -np.pi / 4, -1)],
}


@pytest.mark.parametrize("name", RISING)
def test_where_it_rises(name):
    f = FUNCTIONS[name]
    found = shape.merged(shape.slope_stretches(f, -2.5, 2.5), f.derivative)
    for stretch, due in zip(found, RISING[name], strict=name != "sin(2x)"):
        assert np.allclose(stretch, due, atol=1e-6), found


def test_a_python_function_gives_the_same_stretches():
    f = Unknown(lambda x: x**3 - 3 * x)
    found = shape.merged(shape.slope_stretches(f, -2.4, 2.5), f.derivative)
    assert np.allclose(found, [(-2.4, -1, 1), (-1, 1, -1), (1, 2.5, 1)], atol=1e-6)


CANDIDATES = [
    ("x³ − 3x", [(-2, "end"), (-1, "f′ = 0"), (1, "f′ = 0"), (2, "end")]),
    ("x³", [(-2, "end"), (0, "f′ = 0"), (2, "end")]),
    ("(x − 0.3)³", [(-2, "end"), (0.3, "f′ = 0"), (2, "end")]),
    ("|x − 0.1|", [(-2, "end"), (0.1, "no f′"), (2, "end")]),
    ("x·|x|", [(-2, "end"), (0, "f′ = 0"), (2, "end")]),
    ("∛x", [(-2, "end"), (0, "no f′"), (2, "end")]),
    ("1/x", [(-2, "end"), (2, "end")]),
    ("ln x", [(2, "end")]),
    ("e^x", [(-2, "end"), (2, "end")]),
    (lambda x: x**3 - x, [(-2, "end"), (-(3**-0.5), "f′ = 0"), (3**-0.5, "f′ = 0"), (2, "end")]),
    (lambda x: abs(x - 0.123), [(-2, "end"), (0.123, "no f′"), (2, "end")]),
    (lambda x: (x - 0.3) ** 3, [(-2, "end"), (0.3, "f′ = 0"), (2, "end")]),
]


def called(what):
    """The function of that name, or a Python function."""
    return FUNCTIONS[what] if isinstance(what, str) else Unknown(what)


@pytest.mark.parametrize(("what", "due"), CANDIDATES)
def test_candidates(what, due):
    found = shape.candidates(called(what), -2, 2)
    assert [why for _, why in found] == [why for _, why in due], found
    assert np.allclose([x for x, _ in found], [x for x, _ in due], atol=1e-4), found


def test_candidates_hold_the_highest_and_the_lowest():
    rng = np.random.default_rng(3)
    for _ in range(12):
        p, c, corner = np.polynomial.Polynomial(rng.normal(size=6)), *rng.uniform((0, -1), (2, 1))
        f = Known(
            lambda x, p=p, c=c, k=corner: p(x) + c * abs(x - k),
            lambda x, p=p, c=c, k=corner: but(k, x, p.deriv()(x) + c * np.sign(x - k)),
            corners=(corner,),
        )
        a, b = sorted(rng.uniform(-2, 2, 2))
        heights = [f(x) for x, _ in shape.candidates(f, a, b + 0.1)]
        dense = f(np.linspace(a, b + 0.1, 20001))
        assert dense.max() - 1e-9 <= max(heights) <= dense.max() + 1e-3
        assert dense.min() + 1e-9 >= min(heights) >= dense.min() - 1e-3


def test_an_empty_interval_is_refused():
    with pytest.raises(ValueError, match="a < b"):
        shape.candidates(FUNCTIONS["x³"], 1, 1)


@pytest.mark.parametrize("name", ["x³ − 3x", "sin(2x)", "e^x", "x·e^(−x²)"])
def test_second_derivative_exact_and_numerical(name):
    f = FUNCTIONS[name]
    assert shape.second_derivative(f) is f.derivative.derivative
    at = np.array([-1.7, -0.4, 0.6, 1.9])
    numerical = shape.second_derivative(Unknown(f.f))
    assert np.allclose(numerical(at), f.derivative.derivative(at), atol=2e-5)
    assert isinstance(numerical(0.6), float)


@pytest.mark.parametrize("f", [abs, lambda x: x * abs(x), lambda x: np.where(x > 0, 1.0, 0.0)])
def test_no_second_derivative_at_a_corner_of_f_or_of_its_slope(f):
    second = shape.second_derivative(Unknown(f))
    assert np.isnan(second(0.0))
    assert np.isfinite(second(1.0))


@pytest.mark.parametrize(
    ("what", "due"),
    [
        ("1/x", [0]),
        ("0 if x < 0.3 else 1", [0.3]),
        ("x³", []),
        ("|x|", []),
        ("∛x", []),
        (lambda x: np.where(x > 0.7, 1.0, 0.0), [0.7]),
        (lambda x: np.tanh(50 * x), []),
    ],
)
def test_breaks(what, due):
    found = sorted({round(x, 9) for x in shape.breaks(called(what), -2, 2)})
    assert np.allclose(found, due, atol=1e-6), found
