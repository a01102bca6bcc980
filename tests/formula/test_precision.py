"""Other precisions: 50 digits that lose nothing, float32 that stays float32; the magnifying glass."""

import math

import numpy as np
import pytest
import sympy

from lib.formula.functions import GALLERY, function, gallery
from lib.formula.magnify import FINE, WIDE, departure, magnified
from lib.formula.precision import is_exact, rises, single, visible_roundoff


@pytest.mark.parametrize("name", GALLERY)
def test_rises_are_those_of_sympy(name):
    f, x = gallery(name), 0.7
    exact = sympy.Rational(x)
    for d in (1e-3, -1e-9, 1e-14):
        symbol = next(iter(f.expr.free_symbols))
        there, here = (
            f.expr.subs(symbol, at).evalf(60) for at in (exact + sympy.Rational(d), exact)
        )
        due = float(there - here)
        assert rises(f, x, [d])[0] == pytest.approx(due, rel=1e-13, abs=1e-60), d


def test_rises_lose_nothing_where_float64_loses_all():
    f = function("1e9 + x^2")
    assert rises(f, 1.0, [1e-12])[0] == pytest.approx(2e-12 + 1e-24, rel=1e-14)
    assert f(1 + 1e-12) - f(1.0) == 0
    assert visible_roundoff(f, 1.0, 1e-6) == 0
    mine = function(lambda x: 1e9 + x**2)
    assert not is_exact(mine)
    true = 2e-6 * np.linspace(-1, 1, 41) + (1e-6 * np.linspace(-1, 1, 41)) ** 2
    off = np.abs(rises(mine, 1.0, 1e-6 * np.linspace(-1, 1, 41)) - true).max()
    assert 1e-8 < off < 2 * visible_roundoff(mine, 1.0, 1e-6) < 1e-5


def test_no_real_value_is_nan():
    assert np.isnan(rises(function("ln x"), 1.0, [-2.0])[0])
    assert np.isnan(rises(function("sqrt x"), 1.0, [-2.0])[0])
    assert np.isnan(rises(function("1/x"), 0.0, [1.0])[0])
    assert np.isnan(rises(function("asin x"), 0.5, [1.0])[0])


@pytest.mark.parametrize("name", GALLERY)
def test_single_stays_single_and_is_rounded(name):
    f, x = gallery(name), np.linspace(0.1, 2, 30, dtype=np.float32)
    y = single(f)(x)
    assert y.dtype == np.float32 and y.shape == x.shape
    assert np.allclose(y, f(x.astype(float)), rtol=1e-5, atol=1e-5)
    assert single(f)(np.float32(0.5)).dtype == np.float32


def test_single_of_a_callable():
    assert single(function(lambda x: 2 * x**2))(np.float32(0.1)).dtype == np.float32
    assert single(function(math.sin))(np.float32([0.1, 0.2])).dtype == np.float32


@pytest.mark.parametrize("formula", ["x^2", "1e9 + x^2", "sin(x)", "(x - 1)^2/x", "3*x - 1"])
@pytest.mark.parametrize("w", [2.0, 0.01, 2e-6, 1e-12])
def test_the_glass_is_good_to_fine_and_its_number_to_the_last_digits(formula, w):
    f = function(formula)
    (d, y), strokes = shown = magnified(f, 1.0, w)
    due = rises(f, 1.0, d * w) / w
    assert not strokes[0].size
    assert np.nanmax(np.abs(y - due)) <= FINE
    slope = f.derivative(1.0)
    distance, whole = departure(f, 1.0, w, shown, slope)
    if w < WIDE:
        assert whole and distance == np.abs(due - slope * d).max()


def test_the_glass_shows_lines_corners_jumps_and_wild_swings():
    (d, y), strokes = magnified(gallery("x²"), 1.0, 1e-6)
    assert np.allclose(y, 2 * d + 1e-6 * d**2, rtol=0, atol=FINE) and not strokes[0].size
    (d, y), strokes = magnified(gallery("|x|"), 0.0, 2e-6)
    assert np.array_equal(y, np.abs(d)) and not strokes[0].size
    (d, y), strokes = magnified(gallery("step"), 0.5, 2.0)
    (gap,) = np.flatnonzero(np.isnan(y))
    assert d[gap] == pytest.approx(-0.25) and (y[gap - 1], y[gap + 1]) == (-0.5, 0)
    (d, y), strokes = magnified(gallery("∛x"), 0.0, 1e-4)
    assert np.isfinite(y).all() and not strokes[0].size
    (d, y), (middle, low, high) = magnified(gallery("x·sin(1/x)"), 0.0, 1e-5)
    assert middle.size == 40 and np.isnan(y).sum() > 30
    assert (high <= np.abs(middle) + 0.03).all() and (high > 0.7 * np.abs(middle) - 0.03).all()
    assert (low >= -np.abs(middle) - 0.03).all()
