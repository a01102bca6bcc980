"""Notebook 06: facts its prose states, and facts its figures show, by independent routes."""

import importlib.util
import itertools
import re

import numpy as np
import pytest
import sympy as sp

from lib import drawing
from lib.calculus.gradients import jacobian, jvp, vjp
from lib.drawing.heatmap import NEGATIVE, POSITIVE, HeatMap, color, width
from lib.explore import jacobians as figures
from lib.explore.bend import bend
from lib.explore.products import PULL, PUSH, product_cost, shapes
from lib.learning.activations import sigmoid
from lib.learning.losses import softmax
from lib.practice import jacobians as ex
from lib.practice.engine.checking import NOT_YET, RIGHT
from tests.drawing.test_style import BLINDNESS, contrast, lab, linear

W, B, X = np.array(figures.SEED_W), np.array(figures.SEED_B), np.array([1.0, 2.0, 3.0])


def complex_step(f, x, h=1e-30):
    """J of an analytic f, exact to rounding: no difference is taken."""
    columns = [np.imag(f(x + 1j * h * e)) / h for e in np.eye(len(x))]
    return np.stack(columns, axis=1)


def logistic(z):
    return 1 / (1 + np.exp(-z))


def shares(z):
    return np.exp(z) / np.exp(z).sum()


# The prose


def test_the_sheet():
    w, h = sp.symbols("w h", positive=True)
    J = sp.Matrix([w * h, 2 * (w + h), sp.sqrt(w**2 + h**2)]).jacobian([w, h]).subs({w: 3, h: 4})
    expected = sp.Matrix([[4, 3], [2, 2], [sp.Rational(3, 5), sp.Rational(4, 5)]])
    assert expected == J


def test_a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error():
    def sheet(s):
        return np.array([s[0] * s[1], 2 * (s[0] + s[1]), np.hypot(*s)])

    J = np.array([[4, 3], [2, 2], [0.6, 0.8]])
    sides, v = np.array([3.0, 4.0]), np.array([0.1, -0.05])
    errors = [sheet(sides + t * v) - sheet(sides) - J @ (t * v) for t in (1, 0.1)]
    assert errors[0][0] == pytest.approx(-0.005) and errors[1][0] == pytest.approx(-0.00005)
    assert errors[0][[0, 2]] / errors[1][[0, 2]] == pytest.approx([100, 100], rel=0.05)


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


def test_the_seeds_layer():
    z = W @ X + B
    assert z == pytest.approx([1.5, 3.4])
    s = sigmoid(z)
    J = np.diag(s * (1 - s)) @ W
    exact = complex_step(lambda x: logistic(W @ x + B), X)
    assert pytest.approx(exact, rel=1e-12) == J
    assert np.round(J, 4) == pytest.approx(
        np.array([[0.0149, 0.0298, 0.0447], [0.0125, 0.0156, 0.0188]])
    )


def test_slopes_by_the_bias_and_the_weights():
    slopes = sigmoid(W @ X + B) * (1 - sigmoid(W @ X + B))
    assert np.diag(slopes) == pytest.approx(complex_step(lambda b: logistic(W @ X + b), B))
    table = complex_step(lambda w: logistic(w.reshape(2, 3) @ X + B), W.ravel()).reshape(2, 2, 3)
    for i in range(2):
        for k in range(2):
            assert table[i, k] == pytest.approx(slopes[i] * X if i == k else np.zeros(3))
    u = np.array([1.0, -2.0])
    assert np.outer(u * slopes, X) == pytest.approx(np.einsum("i,ikj->kj", u, table))


@pytest.mark.parametrize("m", [2, 10, 1000])
def test_how_many_of_the_weight_slopes_are_zero(m):
    assert (m * m - m) / (m * m) == pytest.approx(1 - 1 / m)


def test_softmax_is_coupled_and_singular():
    rng = np.random.default_rng(1)
    for K in (2, 3, 7):
        z = rng.normal(size=K)
        s = softmax(z)
        J = np.diag(s) - np.outer(s, s)
        assert pytest.approx(complex_step(shares, z), rel=1e-10, abs=1e-14) == J
        assert J.sum(axis=0) == pytest.approx(np.zeros(K), abs=1e-15)
        assert J.sum(axis=1) == pytest.approx(np.zeros(K), abs=1e-15)
        assert np.linalg.matrix_rank(J, tol=1e-12) == K - 1
    assert np.round(softmax(np.array([2.0, 1.0, 0.0])), 3) == pytest.approx([0.665, 0.245, 0.090])
    assert softmax(np.array([2.5, 1.5, 0.5])) == pytest.approx(softmax(np.array([2.0, 1.0, 0.0])))


def test_softmax_is_steepest_where_the_share_is_a_half():
    z1 = np.linspace(-4, 4, 8001)
    s1 = 1 / (1 + (np.e + 1) * np.exp(-z1))  # z₂ = 1, z₃ = 0
    steepest = np.argmax(s1 * (1 - s1))
    assert s1[steepest] == pytest.approx(0.5, abs=1e-3) and z1[steepest] == pytest.approx(
        1.3, abs=0.05
    )


def test_elementwise_nudging_of_softmax_gives_the_row_sums():
    z, h = np.array([2.0, 1.0, 0.0]), 1e-6
    assert (softmax(z + h) - softmax(z - h)) / (2 * h) == pytest.approx(np.zeros(3), abs=1e-9)


def test_pushing_and_pulling_agree_on_random_machines():
    rng = np.random.default_rng(2)
    for m, n in [(2, 3), (3, 2), (1, 5), (4, 1), (3, 3)]:
        A = rng.normal(size=(m, n))
        f = lambda x, A=A: np.tanh(A @ x) + np.sin(x[0])  # noqa: E731
        x, v, u = rng.normal(size=n), rng.normal(size=n), rng.normal(size=m)
        J = complex_step(f, x)
        assert jvp(f, x, v) == pytest.approx(J @ v, rel=1e-7, abs=1e-8)
        assert vjp(f, x, u) == pytest.approx(J.T @ u, rel=1e-7, abs=1e-8)
        assert u @ (J @ v) == pytest.approx((J.T @ u) @ v, rel=1e-12)


def test_calls_of_a_push_and_of_a_pull():
    for n in (1, 2, 6):
        calls = []

        def f(x, calls=calls):
            calls.append(x)
            return np.array([x.sum(), x[0]])

        jvp(f, np.ones(n), np.ones(n))
        assert len(calls) == 2
        calls.clear()
        vjp(f, np.ones(n), np.ones(2))
        assert len(calls) == 2 * n + 1


# Counting


class Tally:
    """Numbers that count how often they are multiplied."""

    count = 0

    def __init__(self, value):
        self.value = value

    def __mul__(self, other):
        Tally.count += 1
        return Tally(self.value * getattr(other, "value", other))

    def __add__(self, other):
        return Tally(self.value + getattr(other, "value", other))


def test_multiplications_are_counted_right(monkeypatch):
    monkeypatch.setattr("lib.explore.products.HIDDEN", 3)
    rng = np.random.default_rng(3)
    for m, n, depth in [(1, 5, 1), (4, 2, 3)]:
        widths = [n, *[3] * depth, m]
        local = [rng.normal(size=(b, a)) for a, b in itertools.pairwise(widths)]
        counts = []
        for start, tables in (
            (n, local),
            (m, [table.T for table in reversed(local)]),
        ):
            Tally.count = 0
            vector = np.array([Tally(value) for value in rng.normal(size=start)], dtype=object)
            for table in tables:
                vector = np.array(
                    [
                        sum((t * a for t, a in zip(vector, row, strict=True)), Tally(0))
                        for row in table
                    ]
                )
            counts.append(Tally.count)
        assert counts == [product_cost(m, n, depth).once] * 2


def test_costs_of_the_figure():
    cost = product_cost(1, 1_000_000, 2)
    assert cost.once == 100 * 1_000_000 + 100 * 100 + 100 == 100_010_100
    assert product_cost(7, 7, 3).pulling > product_cost(7, 7, 3).pushing
    deep, flat = product_cost(1, 1, 50), product_cost(1, 1, 2)
    assert deep.pushing == flat.pushing and deep.pulling - flat.pulling == 48 * 100


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


# The figures


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


# The heat map


def test_every_number_can_be_read_on_its_colour():
    for value in np.linspace(-1.2, 1.2, 49):
        assert contrast(tuple(color(value, 1.0)), drawing.INK) >= 4.5


@pytest.mark.parametrize("kind", [None, *BLINDNESS])
def test_both_ends_of_the_palette_differ_for_all_eyes(kind):
    matrix = np.eye(3) if kind is None else np.array(BLINDNESS[kind])
    seen = [lab(matrix @ linear(tuple(c))) for c in (POSITIVE, NEGATIVE, np.ones(3))]
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert np.linalg.norm(seen[a] - seen[b]) > 20


def test_how_wide_a_number_is():
    assert width("00") == pytest.approx(2 * width("0")) and 0.6 < width("0") < 0.7


def test_a_table_of_another_shape_is_refused():
    from matplotlib.figure import Figure

    cells = HeatMap(Figure().subplots(), ("a", "b"), ("c", "d", "e"), 1.0, str)
    with pytest.raises(ValueError, match=r"\(3, 2\), \(2, 3\) was due"):
        cells.set_values(np.zeros((3, 2)))


# The exercises: other right answers, and answers that are right by the wrong road


def test_any_decent_step_passes():
    def forward(f, x):
        return np.array([(f(x + 1e-5 * e) - f(x)) / 1e-5 for e in np.eye(len(x))]).T

    assert ex.all_slopes.check(forward).status == RIGHT
    assert ex.all_slopes.check(jacobian).status == RIGHT
    assert ex.all_slopes.check(lambda f, x: jacobian(f, x) * 1.01).status == NOT_YET


def test_slopes_that_miss_by_the_step():
    def slopes(h, run):
        return lambda f, x: np.array([(f(x + h * e) - f(x)) / run for e in np.eye(len(x))]).T

    assert ex.all_slopes.check(slopes(1e-6, 1.0)).mistake == "not divided by the run"
    assert ex.all_slopes.check(slopes(1e-3, 1e3)).mistake == "not divided by the run"
    for h in (0.1, 1e-15):
        assert ex.all_slopes.check(slopes(h, h)).mistake == "a step too long or too short"


def test_softmax_by_nudging_is_right_too():
    assert ex.softmax_jacobian.check(lambda z: jacobian(softmax, z)).status == RIGHT


def test_pulling_without_a_table():
    def einsum(W, b, x, u):
        s = sigmoid(W @ x + b)
        return np.einsum("ij,i->j", W, u * s * (1 - s))

    def loops(W, b, x, u):
        total = 0
        for row, bias, weight in zip(W, b, u, strict=True):
            s = sigmoid(row @ x + bias)
            total = total + weight * s * (1 - s) * row
        return total

    def diagonal(W, b, x, u):
        s = sigmoid(W @ x + b)
        return (np.diag(s * (1 - s)) @ W).T @ u

    def nudged(W, b, x, u):
        return jacobian(lambda x: sigmoid(W @ x + b), x).T @ u

    assert ex.pull.check(einsum).status == RIGHT
    assert ex.pull.check(loops).status == RIGHT
    assert ex.pull.check(diagonal).mistake == "a table was formed"
    assert ex.pull.check(nudged).mistake == "a table was formed"


def test_shapes_of_exercise_six():
    rng = np.random.default_rng(4)
    W, b, x = rng.normal(size=(3, 4)), rng.normal(size=3), rng.normal(size=4)
    by_x = jacobian(lambda x: sigmoid(W @ x + b), x).shape
    by_b = jacobian(lambda b: sigmoid(W @ x + b), b).shape
    by_W = jacobian(lambda w: sigmoid(w.reshape(3, 4) @ x + b), W.ravel()).reshape(3, 3, 4).shape
    assert ex.table_shapes.right == (by_x, by_b, by_W, W.shape)
    assert ex.table_shapes.check([list(shape) for shape in ex.table_shapes.right]).status == RIGHT


@pytest.mark.skipif(not importlib.util.find_spec("autograd"), reason="autograd isn't installed")
def test_the_solutions_agree_with_autograd():
    import autograd
    import autograd.numpy as anp

    W, b, x = ex._LAYERS[2]
    J = autograd.jacobian(lambda x: 1 / (1 + anp.exp(-(W @ x + b))))(x)
    assert ex.layer_jacobian.right(W, b, x) == pytest.approx(J, rel=1e-12)
    z = np.array([0.3, -1.2, 2.0])
    J = autograd.jacobian(lambda z: anp.exp(z) / anp.sum(anp.exp(z)))(z)
    assert ex.softmax_jacobian.right(z) == pytest.approx(J, rel=1e-12)
