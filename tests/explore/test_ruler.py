"""ruler: rows of slopes and steepest ways in other units, by SymPy on the stretched function."""

import math
import re

import numpy as np
import pytest
import sympy as sp

from lib.explore.ruler import ruler
from tests.explore.test_sentences import agree, numbers, walk

X, Y, K = sp.symbols("x y k", real=True)
SMOOTH = {
    "4x² + y²": 4 * X**2 + Y**2,
    "sin(2x)·cos(y)": sp.sin(2 * X) * sp.cos(Y),
    "x^3 + 2x*y": X**3 + 2 * X * Y,
}


@pytest.fixture(name="stage", scope="module")
def opened():
    stage = ruler()
    yield stage
    stage.close()


def bearing(way):
    return math.degrees(math.atan2(way[1], way[0])) % 360


def near(told, due):
    return abs((float(told) - due + 180) % 360 - 180) <= 0.51


@pytest.mark.parametrize("f", SMOOTH)
def test_rows_and_ways_of_the_stretched_function(stage, f):
    stretched = SMOOTH[f].subs(X, X / K)  # as a function of X = k·x
    row = sp.lambdify((X, Y, K), [sp.diff(stretched, v) for v in (X, Y)], "math")
    stage.controls["f"].value = f
    for k in (0.5, 1.0, 2.25):
        stage.controls["k"].value = k
        for at in walk(stage, 9, k=k):
            x, y = at["x"], at["y"]
            old, new = row(x, y, 1.0), row(k * x, y, k)
            found = numbers(stage.state)
            assert agree(found[2], old[0]) and agree(found[3], old[1]), stage.state
            assert agree(found[5], new[0]) and agree(found[6], new[1]), stage.state
            ways = re.findall(r"(\d+)°", stage.state)
            if math.hypot(*old) < 1e-9:
                assert "Level in every direction" in stage.state
                continue
            step = np.array([0.1, 0.1])
            assert agree(found[10], float(np.dot(new, step * (k, 1)))), stage.state
            due = [old, new, (new[0] / k, new[1])]
            assert all(near(w, bearing(v)) for w, v in zip(ways, due, strict=False)), stage.state
            same = k == 1 or min(map(abs, old)) < 1e-9 * max(map(abs, old))
            assert len(ways) == (1 if same else 3), stage.state


def test_round_contours_point_at_the_lowest_place(stage):
    stage.controls["f"].value = "4x² + y²"
    for name, value in (("k", 2.0), ("x", 1.0), ("y", 0.5)):
        stage.controls[name].value = value
    assert f"{round(bearing((1, 0.5)))}° on the left: another way" in stage.state


def test_where_no_row_tells_all(stage):
    stage.controls["f"].value = "√|xy|"
    for name in "xy":
        stage.controls[name].value = 0.0
    assert "isn’t differentiable" in stage.state and "°" not in stage.state
    stage.controls["f"].value = "|x| + y"
    assert "∂f/∂x: none here" in stage.state
    stage.controls["f"].value = "ln(x) + y"
    assert "has no value" in stage.state
    stage.controls["f"].value = lambda x, y: x * x + 3 * y
    assert "(0.00, 3.00)" in stage.state and "along one axis" in stage.state


def arrows(stage):
    """The drawn arrows (4, start and end, 2): both of the left map, then both of the right."""
    return np.array([patch._posA_posB for patch in stage._moving if hasattr(patch, "_posA_posB")])


@pytest.mark.parametrize("k, x, y", [(0.5, 1.0, 1.0), (3.0, -1.5, 1.5), (1.5, 0.4, -1.5)])
def test_arrows_lead_the_steepest_way_of_each_map_and_stay_on_it(k, x, y):
    stage = ruler("4x² + y²", x=x, y=y, k=k)
    slopes, stretch = np.array([8 * x, 2 * y]), np.array([k, 1.0])
    ways = slopes, slopes / stretch**2, slopes * stretch, slopes / stretch
    for arrow, way, factor in zip(arrows(stage), ways, (1, 1, stretch, stretch), strict=True):
        assert arrow[0] == pytest.approx(np.array([x, y]) * factor)
        assert np.all(np.abs(arrow[1]) < 2 * np.ones(2) * factor)
        along = arrow[1] - arrow[0]
        assert along / np.hypot(*along) == pytest.approx(way / np.hypot(*way))
    stage.close()
