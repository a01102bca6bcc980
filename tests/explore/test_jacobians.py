"""Figures: the bent grid, layers, softmax, what products cost. What they show is so."""

import re

import numpy as np
import pytest
import sympy as sp

from lib.drawing.heatmap import HeatMap
from lib.explore import jacobians as figures
from lib.explore.bend import bend
from lib.explore.products import PULL, PUSH, shapes

W, B, X = np.array(figures.SEED_W), np.array(figures.SEED_B), np.array([1.0, 2.0, 3.0])


def complex_step(f, x, h=1e-30):
    """J of an analytic f, exact to rounding: no difference is taken."""
    columns = [np.imag(f(x + 1j * h * e)) / h for e in np.eye(len(x))]
    return np.stack(columns, axis=1)


def logistic(z):
    return 1 / (1 + np.exp(-z))


def shares(z):
    return np.exp(z) / np.exp(z).sum()


def test_area_factor_of_the_bent_map():
    x, y, side = sp.symbols("x y s", positive=True)
    det = sp.Matrix([(x**2 - y**2) / 2, x * y]).jacobian([x, y]).det()
    assert sp.simplify(det - x**2 - y**2) == 0
    area = sp.integrate(det, (x, 1 - side / 2, 1 + side / 2), (y, 1 - side / 2, 1 + side / 2))
    ratios = [float((area / side**2).subs(side, s)) for s in (1, 0.5, 0.1)]
    assert np.round(ratios, 2) == pytest.approx([2.17, 2.04, 2.0])
    stage = bend()
    for s, ratio in zip((1, 0.5, 0.1), ratios, strict=True):
        stage.controls["size"].value = s
        assert number_in(r"image is (−?[\d.]+)", stage.state) == pytest.approx(ratio, abs=0.006)
    stage.close()


def test_at_0_the_image_winds_round_twice():
    """p + iq is z²/2, so z and −z come to one place: twice the image's area is what is told."""
    stage = bend(x=0.0, y=0.0, size=1.0)
    edge = np.array(stage._moving[1].get_data())
    turns = np.unwrap(np.arctan2(edge[1], edge[0]))
    assert turns[-1] - turns[0] == pytest.approx(4 * np.pi)
    assert number_in(r"image is (−?[\d.]+)", stage.state) == pytest.approx(1 / 6, abs=0.006)
    stage.close()


def told_held(stage, **places):
    """Numbers that the figure says are held: pulling, pushing."""
    for name, place in places.items():
        stage.controls[name].value = place
    told = re.search(r"Pulling holds (\S+) numbers at once, the other way (\S+)\.$", stage.state)
    return tuple(int(text.replace(",", "")) for text in told.groups())


def test_numbers_held_of_the_figure():
    stage = shapes(direction=PULL)
    assert told_held(stage, m=1, n=1000, depth=2) == (1000 + 200 + 1100, 2 * 1100)
    assert told_held(stage, m=1000, n=1, depth=2) == (1 + 200 + 1100, 2 * 1100)
    deep, flat = (told_held(stage, m=1, n=1, depth=depth) for depth in (50, 2))
    assert deep[0] - flat[0] == 48 * 100 and deep[1] == flat[1]
    stage.close()


def test_pulling_wins_for_wide_tables_only():
    stage = shapes(m=10, n=1000)
    for m, n in [(10, 1000), (1000, 10), (100, 100)]:
        stage.controls["m"].value, stage.controls["n"].value = m, n
        stage.controls["direction"].value = PULL
        pulling = int(re.search(r"takes ([\d,]+) product", stage.state)[1].replace(",", ""))
        stage.controls["direction"].value = PUSH
        pushing = int(re.search(r"takes ([\d,]+) product", stage.state)[1].replace(",", ""))
        assert (pulling, pushing) == (m, n)
    stage.close()


def number_in(pattern, state):
    return float(re.search(pattern, state)[1].rstrip(".").replace("−", "-"))


@pytest.mark.parametrize(
    ("u", "v", "det"),
    [
        ("(x² − y²)/2", "x·y", lambda x, y: x**2 + y**2),
        ("x + sin y", "y", lambda x, y: 1.0),
        ("y", "x", lambda x, y: -1.0),
        ("x + y/2", "x/2 + y/4", lambda x, y: 0.0),
        ("e^(x/2)·cos y", "e^(x/2)·sin y", lambda x, y: np.exp(x) / 2),
    ],
)
def test_bend_tells_determinant_and_area(u, v, det):
    stage = bend(u, v, x=0.8, y=-0.4, size=0.1)
    assert number_in(r"det J = (−?[\d.]+)", stage.state) == pytest.approx(det(0.8, -0.4), abs=0.006)
    assert number_in(r"image is (−?[\d.]+)", stage.state) == pytest.approx(det(0.8, -0.4), abs=0.02)
    assert ("turned over" in stage.state) == (det(0.8, -0.4) < 0)
    assert ("flattened" in stage.state) == (det(0.8, -0.4) == 0)
    stage.close()


def test_the_image_approaches_the_parallelogram():
    stage = bend()
    distances = []
    for size in (1.0, 0.5):
        stage.controls["size"].value = size
        image, flat = (np.array(stage._moving[k].get_data()) for k in (1, 2))
        distances.append(np.abs(image[:, ::8] - flat).max() / size)
    assert distances[1] == pytest.approx(distances[0] / 2, rel=0.01)
    stage.close()


def test_no_parallelogram_where_there_is_no_jacobian():
    for u in ("|x|", lambda x, y: x if x > 0 else -x):
        stage = bend(u, "y", x=0.0, y=0.5)
        assert "no J" in stage.state and stage.problem is None
        assert len(stage._moving[2].get_xdata()) == 0
        stage.close()
    stage = bend("1/x", "y", x=0.0)
    assert "no value" in stage.state and stage.problem is None
    stage.close()


def test_the_layers_table_is_the_jacobian():
    stage = figures.layer()
    for place in ((1.0, 2.0, 3.0), (-6.0, 2.0, 3.0), (6.0, 2.0, 3.0)):
        for name, value in zip(("x1", "x2", "x3"), place, strict=True):
            stage.controls[name].value = value
        table = [a for a in stage._moving if isinstance(a, HeatMap)][-1]
        exact = complex_step(lambda x: logistic(W @ x + B), np.array(place))
        assert table.values == pytest.approx(exact, rel=1e-9)
    assert np.abs(table.values[1]).max() < 0.003, "saturated at x₁ = 6"
    stage.controls["x1"].value = -6.0
    assert "∂y₂/∂x₃ = 0.137" in stage.state
    stage.close()


def test_a_layer_of_relus_has_no_row_at_the_corner():
    stage = figures.layer("ReLU", x1=-1.0, x2=0.0, x3=0.0)
    table = [a for a in stage._moving if isinstance(a, HeatMap)][-1]
    assert np.isnan(table.values[0]).all() and np.isfinite(table.values[1]).all()
    assert "no slope at z₁" in stage.state and "z₂;" not in stage.state
    stage.close()


def test_a_layer_takes_its_own_weights_or_says_which_shape_is_due():
    stage = figures.layer(W=-np.ones((2, 3)), b=(0, 0))
    assert "z = (−6.00, −6.00)" in stage.state
    stage.close()
    with pytest.raises(ValueError, match=r"\(2, 3\) and \(2,\) were due"):
        figures.layer(W=np.ones((3, 2)))


def test_softmax_figure():
    stage = figures.softmax_coupling()
    table, total = [a for a in stage._moving if isinstance(a, HeatMap)]
    assert table.values == pytest.approx(complex_step(shares, np.array([2.0, 1.0, 0.0])))
    assert "adds up to 0.000" in stage.state and not total.values.any()
    stage.controls["kind"].value = figures.ALONE
    assert np.count_nonzero(table.values) == 3 and "nothing is coupled" in stage.state
    assert table.values == pytest.approx(complex_step(logistic, np.array([2.0, 1.0, 0.0])))
    stage.close()
