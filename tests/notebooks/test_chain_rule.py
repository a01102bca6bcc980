"""What notebook 04 says in prose, and what its figures and practice claim, computed another way."""

import itertools

import mpmath
import numpy as np
import pytest
import sympy as sp

from lib.explore.chain import INNER, OUTER, compose, machines
from lib.explore.depth import depth, layer_slopes, size_said
from lib.explore.paths import LOWER, MERGES, UPPER, two_paths
from lib.formula.functions import function
from lib.practice import chain as ex
from lib.stage.controls import places

X = sp.symbols("x", real=True)


def outer(text):
    return function(OUTER.get(text, text), variables=("u",))


# Numbers in the prose


def test_two_machines_on_one_string():
    g, f, x, h = (lambda x: x**2), np.sin, 1.5, 0.4
    du, dy = g(x + h) - g(x), f(g(x + h)) - f(g(x))
    assert [round(float(v), 2) for v in (du / h, dy / du, dy / h)] == [3.40, -0.90, -3.07]
    assert (dy / du) * (du / h) == pytest.approx(dy / h, rel=1e-12)
    step = 1e-30
    assert np.imag(np.sin((x + 1j * step) ** 2)) / step == pytest.approx(2 * x * np.cos(x**2))


def test_places_where_the_tangent_is_level():
    slope = sp.diff(sp.sin(X**2), X)
    assert slope.subs(X, 0) == 0
    assert slope.subs(X, sp.sqrt(sp.pi / 2)) == 0
    assert abs(float(sp.sqrt(sp.pi / 2)) - 1.25) < 0.005


def test_cosines_in_the_prediction():
    assert [round(float(np.cos(v)), 2) for v in (3, 6, 9)] == [-0.99, 0.96, -0.91]


def test_the_slope_of_the_tower_is_zero_at_zero_and_positive_beside_it():
    slope = sp.diff(sp.exp(X**3), X)
    assert slope.subs(X, 0) == 0
    assert sp.simplify(slope - sp.exp(X**3) * 3 * X**2) == 0
    values = sp.lambdify(X, slope)(np.array([-1.0, -0.5, -0.01, 0.01, 0.5, 1.0]))
    assert (values > 0).all()


def test_three_machines():
    exact = float(sp.diff(sp.sin(sp.exp(X**3)), X).subs(X, 0.5))
    u = 0.5**3
    assert np.cos(np.exp(u)) * np.exp(u) * 3 * 0.25 == pytest.approx(exact, rel=1e-12)
    assert round(exact, 6) == 0.360180


def test_where_two_paths_cancel():
    root = mpmath.findroot(lambda x: mpmath.diff(lambda t: t * mpmath.cos(t), x), 0.8)
    assert round(float(root), 2) == 0.86
    assert sp.diff(X * sp.sin(X), X).subs(X, 0) == 0


def test_counts_of_multiplications():
    class Counted(float):
        count = 0

        def __mul__(self, other):
            Counted.count += 1
            return Counted(float(self) * float(other))

    def product(factors):
        factors = iter(factors)
        made = next(factors)
        for factor in factors:
            made = made * factor
        return made

    slopes = [Counted(1.01)] * 100
    for k in range(100):
        product(slopes[k:])
    assert Counted.count == 4950
    Counted.count = 0
    list(itertools.accumulate(slopes[::-1], lambda a, b: a * b))
    assert Counted.count == 99 and 4950 / 99 == 50
    Counted.count = 0
    for weight in [Counted(2)] * 1000:
        product([weight, *slopes])
    assert Counted.count == 100_000
    Counted.count = 0
    chain = product(slopes)
    for weight in [Counted(2)] * 1000:
        weight * chain
    assert Counted.count == 1_099


def test_sigmoid_slope():
    z = sp.symbols("z", real=True)
    sigma = 1 / (1 + sp.exp(-z))
    v = 1 + sp.exp(-z)
    assert sp.simplify(sp.diff(sigma, z) - (-1) * sp.exp(-z) * 1 * (-1 / v**2)) == 0
    assert sp.simplify(sp.diff(sigma, z) - sigma * (1 - sigma)) == 0
    assert sp.diff(sigma, z).subs(z, 0) == sp.Rational(1, 4)
    line = np.linspace(-30, 30, 2001)
    assert (np.asarray(sp.lambdify(z, sigma * (1 - sigma))(line)) <= 0.25).all()
    assert f"{0.25**10:.1e}" == "9.5e-07"
    assert 0.25**4 > 1e-3 >= 0.25**5


def test_what_ten_layers_leave():
    def left(name, w, b, x, n=10):
        return abs(np.prod(layer_slopes(name, n, w, b, x)))

    assert f"{left('sigmoid', 1, 0, 0.5):.1e}" == "3.5e-07"
    assert round(left("tanh", 1, 0, 0.5), 3) == 0.223
    assert left("ReLU", 1, 0, 0.5) == 1
    assert layer_slopes("sigmoid", 20, 4, -2, 0.5) == pytest.approx(np.ones(20), abs=1e-12)
    assert f"{left('tanh', 4, -2, 0.5):.1e}" == "1.3e-32"
    assert left("ReLU", 2, 0, 0.5) == 1024
    assert left("ReLU", 1, 0, -0.5) == left("ReLU", 2, 0, -0.5) == 0
    assert layer_slopes("tanh", 1, 1, 0, 0.0)[0] == pytest.approx(1)
    with_less = [
        left("sigmoid", w, b, x) for w in (-3.9, 2, 3.9) for b in (-2, 0, 2) for x in (0, 1)
    ]
    assert max(with_less) < 1


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_layer_slopes_against_complex_step(name):
    squash = {"tanh": np.tanh, "sigmoid": lambda z: 1 / (1 + np.exp(-z))}[name]
    for w, b, x in [(1.0, 0.0, 0.5), (-2.0, 1.5, -1.0), (3.0, 0.5, 2.0)]:
        a = x + 1e-30j
        for _ in range(7):
            a = squash(w * a + b)
        assert np.prod(layer_slopes(name, 7, w, b, x)) == pytest.approx(a.imag / 1e-30, rel=1e-9)


# Compositions


def test_where_the_rule_is_silent():
    stage = compose("u²", "|x|", x=0.0)
    assert "silent" in stage.state and "has slope 0.00" in stage.state
    stage.controls["f"].value, stage.controls["g"].value = "√u", "x²"
    assert "silent" in stage.state and "no slope either" in stage.state
    stage.close()


# Figures


def moving_texts(stage):
    return [a.get_text() for a in stage._moving if hasattr(a, "get_text")]


def test_machines_show_multiples_that_approach_the_slopes():
    stage = machines(x=1.5, h=0.4)
    assert {"× 3.40", "× −0.90", "g′(1.50) = 3.00", "f′(2.25) = −0.63"} <= set(moving_texts(stage))
    stage.controls["h"].value = 0.01
    assert "× 3.01" in moving_texts(stage)
    stage.controls["x"].value = -1.5
    assert "g′(−1.50) = −3.00" in moving_texts(stage)
    assert "f′(2.25) = −0.63" in moving_texts(stage)
    stage.close()


def test_machines_with_nothing_to_pass_on():
    stage = machines(x=-0.1, h=0.2)
    assert "Δu = 0" in stage.state and "× ?" in moving_texts(stage)
    stage.controls["h"].value = 0.0
    assert "nothing was nudged" in stage.state
    stage.controls["g"].value = "√x"
    assert "no value" in stage.state
    stage.close()


def test_the_string_of_compose_goes_through_the_three_points():
    stage = compose(x=1.5)
    string = stage._moving[0]
    top, outer_ax, inner, hand = stage.figure.axes
    on_paper = np.transpose(string.get_data())
    for ax, point in [
        (top, (1.5, np.sin(2.25))),
        (outer_ax, (2.25, np.sin(2.25))),
        (hand, (2.25, 2.25)),
        (inner, (1.5, 2.25)),
    ]:
        there = stage.figure.transFigure.inverted().transform(ax.transData.transform(point))
        assert np.nanmin(np.abs(on_paper - there).sum(axis=1)) < 1e-9
    stage.close()


def test_tangents_have_the_slopes_they_are_labelled_with():
    stage = compose(x=1.5)
    lines = [a for a in stage._moving[1:] if hasattr(a, "get_xdata") and len(a.get_xdata()) == 2]
    slopes = [float(np.diff(a.get_ydata())[0] / np.diff(a.get_xdata())[0]) for a in lines]
    assert slopes == pytest.approx([3 * np.cos(2.25), np.cos(2.25), 3.0])
    stage.close()


@pytest.mark.parametrize("merge", list(MERGES))
@pytest.mark.parametrize(("a", "b"), [("x", "sin x"), ("x²", "e^x"), ("sin x", "cos x")])
def test_two_paths_add_up_to_the_slope(merge, a, b):
    stage = two_paths(a, b, merge=merge, x=0.75)
    one, other = (function(t).expr.subs(function(t).expr.free_symbols.pop(), X) for t in (a, b))
    whole = {"y = a · b": one * other, "y = a + b": one + other, "y = a / b": one / other}[merge]
    due = float(sp.diff(whole, X).subs(X, 0.75))
    assert f"dy/dx = {due:.2f}".replace("-", "−") in stage.state
    stage.close()


def test_two_paths_at_a_corner():
    stage = two_paths("|x|", "sin x", x=0.0)
    assert "silent" in stage.state
    stage.controls["b"].value, stage.controls["merge"].value = "x", "y = a / b"
    assert "no value" in stage.state
    stage.close()


def test_depth_tells_the_product_of_what_the_layers_pass_on():
    stage = depth(n=10)
    for activation in places(stage.controls["activation"]):
        stage.controls["activation"].value = activation
        left = abs(np.prod(layer_slopes(activation, 10, 1.0, 0.0, 0.5)))
        assert f"{size_said(left)} for {activation}" in stage.state
    lines = [a for a in stage._moving if len(getattr(a, "get_xdata", list)()) == 11]
    assert len(lines) == 3 and all(line.axes.get_yscale() == "log" for line in lines)
    stage.close()


@pytest.mark.parametrize("open_figure", [machines, compose])
def test_own_functions_in_both_places(open_figure):
    def scalars_only(x):
        return x + 1 if x > 0 else 1 - x

    stage = open_figure("u^2 + 1", scalars_only, x=0.5)
    assert stage.problem is None and "scalars_only" not in stage.state
    stage.controls["x"].value = 0.0
    assert stage.problem is None and ("no slope" in stage.state)
    stage.controls["f"].value = "ln(u) sin(3u) - 4u^3 + e^(-u^2)/(1 + u^2)"
    assert stage.problem is None
    stage.controls["g"].value = lambda x: None
    assert stage.problem and "Traceback" not in stage.problem
    stage.controls["g"].value = "x^"
    assert stage.problem
    stage.controls["g"].value = "-1 - x^2"
    stage.controls["f"].value = "√u"
    assert stage.problem is None and "no value" in stage.state
    stage.close()


def test_lists_are_readable_and_all_can_be_read():
    for text in [*INNER.values(), *UPPER.values(), *LOWER.values()]:
        assert function(text).exact
    for text in OUTER:
        assert outer(text).exact


# Practice


def test_answers_to_practice_against_sympy():
    for x in (0.7, -1.2, 1.3):
        parts = [(3 * X + 1) ** 5, sp.sin(X**2), sp.exp(sp.cos(X)), sp.exp(X**3)]
        written = [5 * (3 * X + 1) ** 4, sp.cos(X**2), sp.exp(sp.cos(X)), sp.exp(X**3)]
        due = [float((sp.diff(p, X) / w).subs(X, x)) for p, w in zip(parts, written, strict=True)]
        assert ex.missing_factor.right(x) == pytest.approx(due)
        exact = float(sp.diff(X * sp.exp(X**2), X).subs(X, x))
        assert ex.both_rules.right(x) == pytest.approx(exact)


def test_a_numerical_answer_is_right_too():
    def slope(x, h=1e-5):
        def y(x):
            return x * np.exp(x**2)

        return (y(x + h) - y(x - h)) / (2 * h)

    assert ex.both_rules.check(slope).status == "right"

    def chain_of_list(machines, slopes, x, h=1e-5):
        def whole(x):
            for machine in machines:
                x = machine(x)
            return x

        return (whole(x + h) - whole(x - h)) / (2 * h)

    assert ex.chain_of_list.check(chain_of_list).status == "right"


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (lambda x: (3, 2 * x, np.cos(x), 3 * x**2), "the inner machine in place of its slope"),
        (lambda x: [3, 2, -np.sin(x), 3 * x**2], "one slope too many"),
        (lambda x: (3, 2 * x * np.cos(x**2), -np.sin(x), 3 * x**2), "the whole slope"),
        (lambda x: np.array([3, 2 * x, -np.sin(x), np.exp(x**3)]), "the outer factor"),
        (lambda x: (3, 2 * x, -np.sin(x), x**3 + 1), None),
        (lambda x: (3, x, np.sin(x), 3 * x**2), None),
    ],
)
def test_one_wrong_factor_of_four_is_named_too(answer, mistake):
    result = ex.missing_factor.check(answer)
    assert (result.status, result.mistake) == ("not yet", mistake)


def test_a_list_of_functions_is_shown_by_their_labels():
    message = ex.chain_of_list.check(lambda machines, slopes, x: 17.0).message
    assert "machines = [x², sin], slopes = [2x, cos], x = 1.5" in message
