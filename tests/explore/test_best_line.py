"""The best line: its errors and where they go, by SymPy and 30 digits; corners and gaps."""

import re

import numpy as np
import pytest
import sympy as sp

from lib.explore.best_line import BOTH, STEPS, _errors, _rises_around, best_line
from lib.formula.functions import function
from lib.formula.precision import rises
from tests.explore.test_sentences import NUMBER, X, agree, said, sharp, walk

SMOOTH = {"x²": X**2, "sin(2x)": sp.sin(2 * X), "x³ − 3x": X**3 - 3 * X}


@pytest.mark.parametrize("f", SMOOTH)
def test_errors_and_what_they_come_to(f):
    g, slope = sharp(SMOOTH[f]), sharp(sp.diff(SMOOTH[f], X))
    tangents = 0
    stage = best_line(f)
    for at in walk(stage, 24):
        x, m, h = (round(at["x"], 12), round(at["m"], 12), at["h"])
        off = [max(abs(g(x + s * d) - g(x) - s * m * d) for s in (1, -1)) for d in (h, h / 10)]
        told = re.search(rf"off by ({NUMBER}) at .* error/h = ({NUMBER})\.", stage.state)
        assert said(told[1])[0] == pytest.approx(off[0], rel=6e-3, abs=1e-12), stage.state
        assert said(told[2])[0] == pytest.approx(off[0] / h, rel=6e-3, abs=1e-9), stage.state
        if "goes to 0." in stage.state:
            tangents += 1
            assert m == pytest.approx(slope(x), abs=1e-9)
        else:
            left = re.search(rf"\|f′ − m\| = ({NUMBER})\.", stage.state)[1]
            assert agree(left, abs(slope(x) - m)) and abs(slope(x) - m) > 1e-9, stage.state
    stage.close()


def order(stage):
    """The slope of the error's line on log axes, between the shortest steps."""
    errors = stage.figure.axes[1].lines[-2].get_ydata()
    return np.log10(errors[10] / errors[0]) / np.log10(STEPS[10] / STEPS[0])


def test_only_the_tangent_turns_slope_one_into_two():
    stage = best_line("x²", x=1.0)
    for m, due in ((1.0, 1), (1.5, 1), (2.0, 2), (2.5, 1)):
        stage.controls["m"].value = m
        assert order(stage) == pytest.approx(due, abs=0.01)
        assert ("goes to 0." in stage.state) == (due == 2)
    stage.close()
    stage = best_line("|x|", x=0.0)
    for m in (-1.0, 0.0, 1.0):
        stage.controls["m"].value = m
        assert order(stage) == pytest.approx(1, abs=0.01)
        assert "No m brings error/h to 0" in stage.state and "a corner" in stage.state
    stage.close()


def test_ends_gaps_lines_and_python_functions():
    stage = best_line("√x", x=0.0, m=1.0)
    assert "f has no value there" in stage.state
    stage.close()
    stage = best_line("3x", x=1.0, m=3.0)
    assert (
        "is off by 0 at" in stage.state and "m is f′(1.00) = 3: error/h goes to 0." in stage.state
    )
    stage.close()
    stage = best_line(lambda x: x**2, x=1.0, m=2.0, h=1e-4)
    assert "100 times smaller" in stage.state and "m is f′(1.00) = 2" in stage.state
    stage.close()
    stage = best_line(np.sin, x=0.0, m=1.0, h=1e-4)
    stage.controls["h"].value = 1e-4
    assert "m is f′(0.00) = 1" in stage.state
    stage.close()


@pytest.mark.parametrize("formula", ["x²", "2x", "e^x", "√x", "|x|", "x²·sin(1/x) if x ≠ 0 else 0"])
@pytest.mark.parametrize("x", [-1.5, 0.0, 0.55, 1.0])
def test_no_digit_of_an_error_is_lost_where_float64_computes_most_of_them(formula, x):
    f = function(formula)
    true = rises(f, x, BOTH)
    for m in (0.0, 0.5, 1.1, 2.0, float(np.nan_to_num(f.derivative(x)))):
        due = np.abs(true - m * BOTH).reshape(2, -1).max(axis=0)
        came = _errors(f, x, m, *_rises_around(f, x))
        np.testing.assert_allclose(came, due, rtol=1e-8, atol=0)
