"""Curves: limits, gaps, lines through a point."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from lib.drawing import curves
from lib.formula.functions import function


def test_limits_hold_the_values_and_ignore_a_pole():
    low, high = curves.nice_limits([0.0, 1.0])
    assert low < 0 < 1 < high < 1.2
    x = np.linspace(-1, 1, 401)
    with np.errstate(all="ignore"):
        low, high = curves.nice_limits(1 / x)
    assert -200 < low < -5 and 5 < high < 200
    assert curves.nice_limits([np.nan, np.inf]) == (-1, 1)
    low, high = curves.nice_limits([3.0, 3.0])
    assert low < 3 < high


@pytest.mark.parametrize("formula", ["1/x", "1/x^2", "sign(x)", "tan(x)", "floor(x)", "log(x)"])
def test_no_line_is_drawn_across_a_jump_or_a_pole(formula):
    x, y = curves.samples(function(formula), -3, 3)
    low, high = curves.nice_limits(y)
    inside = np.abs(np.diff(y)) < 0.5 * (high - low)
    drawn = np.isfinite(y[1:]) & np.isfinite(y[:-1])
    assert inside[drawn].all()


def test_smooth_curves_have_no_gaps():
    for formula in ("x^2", "sin(x)", "exp(x)", "abs(x)", "x^3 - x", "tanh(50*x)"):
        x, y = curves.samples(function(formula), -3, 3)
        assert np.isfinite(y).all(), formula


def test_a_curve_and_a_line_are_artists_of_their_axes():
    ax = Figure().subplots()
    assert curves.curve(ax, function("x^2"), -1, 1).axes is ax
    line = ax.plot([], [])[0]
    curves.line_through(line, ax, 0.0, 0.0, 2.0)
    (x0, x1), (y0, y1) = line.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(2)
    curves.line_through(line, ax, 0.0, 0.0, np.nan)
    assert len(line.get_xdata()) == 0
    assert not plt.get_fignums()


def test_a_piece_of_a_line_is_as_long_at_any_slope():
    (line,) = Figure().subplots().plot([], [])
    for slope in (0.0, 2.0, -1e6):
        curves.piece_through(line, 1.0, 2.0, slope, 0.5, unit=3.0)
        (x0, x1), (y0, y1) = line.get_data()
        assert np.hypot(x1 - x0, 3.0 * (y1 - y0)) == pytest.approx(1.0)
        assert (x0 + x1) / 2 == pytest.approx(1.0) and (y0 + y1) / 2 == pytest.approx(2.0)
        assert y1 - y0 == pytest.approx(slope * (x1 - x0))
    for missing in ((np.nan, 0.0), (0.0, np.inf)):
        curves.piece_through(line, 1.0, *missing, 0.5, unit=3.0)
        assert len(line.get_xdata()) == 0


def test_calm_limits():
    low, high = curves.calm_limits(np.exp(np.linspace(-2, 2, 401) ** 3), 0.1)
    assert low < 0.1 and 29 < high < 100
    assert curves.calm_limits([np.nan], 0.1) == (-1.0, 1.0)
    low, high = curves.calm_limits([2.0, 2.0], 0.1)
    assert low < 2 < high
