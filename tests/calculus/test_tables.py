"""`derivative` on some 1,900 pairs (function, x), and on 500 formulas drawn at random.

What is asked of it: no smooth function refused, at most 1 % of the verdicts wrong, an error estimate
that holds in 99 %, and is in the median at most ten times too large. See tables/score.py for what
counts. `python -m benchmarks derivative` does the same with 10,000 formulas, and tells the cost.
"""

import functools
from types import SimpleNamespace

import mpmath
import numpy as np
import pytest
import sympy

from lib.calculus.differences import best_step, central_difference
from lib.calculus.tangent import derivative
from tests.calculus.tables import TABLES
from tests.calculus.tables.compositions import compositions
from tests.calculus.tables.exact import true_slope
from tests.calculus.tables.formulas import REPORTED, smooth_pairs
from tests.calculus.tables.score import Score, score

EPS = np.finfo(float).eps


@functools.cache
def scored(name):
    """The Score of one table."""
    return score(TABLES[name](), derivative)


@functools.cache
def drawn():
    """The Score of formulas drawn at random."""
    return score(compositions(500, seed=7), derivative)


def assert_goals(found):
    assert not found.refused
    assert found.share_wrong <= 0.01, found.wrong
    assert found.share_held >= 0.99
    assert 1 <= found.typical_ratio <= 10


@pytest.mark.parametrize("name", TABLES)
def test_no_table_has_more_than_one_percent_wrong(name):
    found = scored(name)
    assert found.count >= 90 and not found.refused
    assert found.share_wrong <= 0.01, found.wrong


def test_goals_on_all_pairs():
    found = sum((scored(name) for name in TABLES), start=Score())
    assert found.count >= 1500
    assert_goals(found)


def test_goals_on_formulas_drawn_at_random():
    found = drawn()
    assert found.count == 500
    assert_goals(found)


@pytest.mark.parametrize("pair", smooth_pairs()[: len(REPORTED)], ids=lambda pair: pair.name)
def test_what_was_reported(pair):
    found = derivative(pair.f, pair.x)
    assert pair.smooth and found.exists
    assert abs(found.value - float(pair.slope)) <= found.error
    assert abs(found.value - float(pair.slope)) <= 1e-4 * abs(float(pair.slope))


def test_the_tables_hold_what_was_reported():
    for (text, x), slope in REPORTED.items():
        assert float(true_slope(text, x)) == pytest.approx(slope, rel=2e-3)


@pytest.mark.parametrize(("text", "x"), [*REPORTED, ("x**x", 0.7), ("(x - sin(x))/x**3", 1e-3)])
def test_the_true_slopes_agree_with_sympy_and_with_mpmath(text, x):
    symbol = sympy.Symbol("x")
    formula = sympy.diff(sympy.sympify(text), symbol)
    by_sympy = formula.evalf(60, subs={symbol: sympy.Rational(*x.as_integer_ratio())}, maxn=400)
    with mpmath.workdps(60):
        by_mpmath = mpmath.diff(
            sympy.lambdify(symbol, sympy.sympify(text), "mpmath"), mpmath.mpf(x)
        )
    true = float(true_slope(text, x))
    assert true == pytest.approx(float(by_sympy), rel=1e-14)
    assert true == pytest.approx(float(by_mpmath), rel=1e-14)


def refuses(f, x):
    """Never finds a slope."""
    return SimpleNamespace(exists=False)


def calmly(f, x):
    """Finds a slope everywhere, with its two usual errors for an estimate: what we want to beat."""
    with np.errstate(all="ignore"):
        value = float(
            np.vectorize(lambda t: central_difference(np.vectorize(f), t, best_step(t, 2)))(x)
        )
    return SimpleNamespace(exists=np.isfinite(value), value=value, error=1e-10 * abs(value))


def test_the_goals_can_be_missed():
    some = compositions(100, seed=8)
    assert score(some, refuses).refused and score(some, refuses).share_wrong == 1
    assert score(some, calmly).share_held < 0.9
    corners = [pair for pair in TABLES["corners, jumps, swings"]() if pair.slope is None]
    assert score(corners, calmly).share_wrong > 0.3


# A table whose slopes are SymPy's

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
