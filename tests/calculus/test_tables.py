"""`derivative` on some 1,800 pairs (function, x), and on 2,000 formulas drawn at random.

What is asked of it: no smooth function refused, at most 1 % of the verdicts wrong, an error estimate
that holds in 99 %, and is in the median at most ten times too large. See tables/score.py for what
counts. `python -m benchmarks derivative` does the same with more formulas, and tells the cost.
"""

import functools
from types import SimpleNamespace

import mpmath
import numpy as np
import pytest
import sympy

from lib.calculus.differences import best_step, central_difference, derivative
from tests.calculus.tables import TABLES
from tests.calculus.tables.compositions import compositions
from tests.calculus.tables.exact import true_slope
from tests.calculus.tables.formulas import REPORTED, smooth_pairs
from tests.calculus.tables.score import Score, score


@functools.cache
def scored(name):
    """The Score of one table."""
    return score(TABLES[name](), derivative)


@functools.cache
def drawn():
    """The Score of formulas drawn at random."""
    return score(compositions(2000, seed=7), derivative)


def assert_goals(found):
    assert not found.refused
    assert found.share_wrong <= 0.01, found.wrong
    assert found.share_held >= 0.99
    assert 1 <= found.typical_ratio <= 10


@pytest.mark.parametrize("name", TABLES)
def test_no_table_has_more_than_one_percent_wrong(name):
    found = scored(name)
    assert found.count >= 100 and not found.refused
    assert found.share_wrong <= 0.01, found.wrong


def test_goals_on_all_pairs():
    found = sum((scored(name) for name in TABLES), start=Score())
    assert found.count >= 1500
    assert_goals(found)


def test_goals_on_formulas_drawn_at_random():
    found = drawn()
    assert found.count == 2000
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
