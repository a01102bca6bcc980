"""mean_value: the last contact is a tangent where the theorem holds, by SymPy and by a fine grid."""

import numpy as np
import pytest
import sympy as sp

from lib.explore.mean_value import mean_value
from tests.explore.test_sentences import agree, numbers, walk

X = sp.symbols("x", real=True)
SMOOTH = {"x³ − 3x": X**3 - 3 * X, "sin(2x)": sp.sin(2 * X), "e^x": sp.exp(X), "x^4": X**4}


@pytest.fixture(name="stage", scope="module")
def opened():
    stage = mean_value()
    yield stage
    stage.close()


def put(stage, f, a, b, slide):
    stage.controls["f"].value = f
    for name, value in (("a", a), ("b", b), ("slide", slide)):
        stage.controls[name].value = value
    assert stage.problem is None, stage.problem
    return stage.state


@pytest.mark.parametrize("f", SMOOTH)
def test_the_last_contact_by_another_route(stage, f):
    g, slope = (sp.lambdify(X, e, "numpy") for e in (SMOOTH[f], sp.diff(SMOOTH[f], X)))
    stage.controls["f"].value = f
    for at in walk(stage, 12, slide=1.0):
        a, b = at["a"], at["b"]
        if stage.controls["slide"].value != 1:
            continue
        m = (g(b) - g(a)) / (b - a)
        told = numbers(stage.state)
        assert agree(told[2], m), stage.state
        inside = np.linspace(a, b, 40_001)
        off = g(inside) - g(a) - m * (inside - a)
        far = off[np.abs(off).argmax()]
        assert agree(told[3], abs(far)), stage.state
        assert ("slid up" if far > 0 else "slid down") in stage.state
        last = inside[np.abs(off).argmax()]
        near = inside[np.abs(np.abs(off) - abs(far)) < 1e-4 * abs(far)]
        assert min(abs(float(told[4].replace("−", "-")) - near)) < 0.011, (stage.state, last)
        assert agree(told[5], m), stage.state
        crossings = np.flatnonzero(np.diff(np.sign(slope(inside) - m)))
        assert len(told) - 6 == (crossings.size if crossings.size > 1 else 0), stage.state


def test_the_line_is_drawn_where_it_is_told(stage):
    put(stage, "x³ − 3x", -1.5, 2.0, 1.0)
    chord, slid = (next(a for a in stage._moving if a.get_linewidth() == w) for w in (1.8, 2.2))
    (x0, x1), (y0, y1) = slid.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(0.25)
    c = np.sqrt(3.25 / 3)
    assert y0 + 0.25 * (c - x0) == pytest.approx(c**3 - 3 * c)
    assert np.diff(chord.get_ydata()) / np.diff(chord.get_xdata()) == pytest.approx(0.25)


@pytest.mark.parametrize("f", ["|x|", abs, lambda x: np.maximum(x, -x)])
def test_a_corner_has_no_such_place(stage, f):
    for slide in (0.0, 0.5, 1.0):
        told = put(stage, f, -1.0, 2.0, slide)
        assert "theorem doesn’t apply" in told and "No place between" in told, told
    assert "leaves the curve at x = 0.00" in told and "slid down by 1.33" in told


def test_where_nothing_is_promised(stage):
    told = put(stage, "cube root", -1.0, 1.0, 1.0)
    assert "nothing was promised" in told and told.count("0.19") == 3, told  # 1/√27 = 0.192…
    assert "jumps" in put(stage, "a step", -1.0, 1.0, 1.0)
    assert "jumps or has no value at x = 0.00" in put(stage, "1/x", -1.0, 1.0, 1.0)
    assert "no value: no secant" in put(stage, "ln(x)", -1.0, 1.0, 1.0)
    assert "at every place between" in put(stage, "2x", -1.0, 1.0, 0.5)
    assert "theorem" not in put(stage, "sqrt(x)", 0.0, 1.0, 0.5)  # steep at an end: that may be
    assert "at x = 0.25" in put(stage, "sqrt(x)", 0.0, 1.0, 1.0)
    told = put(stage, "max(0, x)", -1.0, 0.5, 1.0)
    assert "no slope" in told and "No place" in told
