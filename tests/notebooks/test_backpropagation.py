"""Notebook 08: what its prose says, and what its figures show."""

import itertools
import math
import random
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
import sympy

from lib.explore import neuron as figures
from lib.explore.backprop import EXPRESSIONS, graph_steps
from lib.explore.loss_slice import loss_slice, with_weight
from lib.formula.functions import FunctionError, function
from lib.learning import autodiff
from lib.learning.activations import ACTIVATIONS, relu_slope, sigmoid, sigmoid_slope, tanh_slope
from lib.learning.autodiff import Value
from lib.learning.flock import penguin_data, penguin_network
from lib.learning.graph import MOST, TALLEST, WIDEST, layout, shown, symbol, trace
from lib.learning.network import (
    backward,
    forward,
    gradient_check,
    initialise,
    loss_and_gradients,
    relative_error,
)
from lib.learning.walk import Walk
from lib.practice import backprop as ex
from lib.stage.controls import Stepper, places

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("x", "w", "b")
FORMULAS = [
    *EXPRESSIONS.values(),
    "x*x",
    "x^w",
    "exp(-x^2)*(w + b)*x",
    "2x*w/(1 + x^2)",
    "ln(x) + sqrt(w)/b",
    "softplus(w*x) - tanh(b)",
    "max(x, w)*|b|",
    "sin(x)^3 + cos(w*b)",
]


def read(text):
    return function(text, NAMES)


# The graph of an expression


@pytest.mark.parametrize("text", FORMULAS)
def test_the_graph_agrees_with_sympy(text):
    f = read(text)
    for at in [(1.5, 0.8, -0.5), (0.3, 2.0, 1.1), (2.0, 1.25, 0.75)]:
        output, inputs = trace(f, *at)
        output.backward()
        assert float(output.data) == pytest.approx(f(*at), rel=1e-12)
        exact = [
            float(f.expr.diff(s).subs(zip(sympy.symbols(NAMES, real=True), at, strict=True)))
            for s in sympy.symbols(NAMES, real=True)
        ]
        assert [float(v.grad) for v in inputs] == pytest.approx(exact, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("text", FORMULAS)
def test_nodes_stand_apart_and_arrows_go_right(text):
    output, _ = trace(read(text), 1.5, 0.8, 0.5)
    made = layout(output)
    at = list(made.place.values())
    for (c, y), (d, v) in itertools.combinations(at, 2):
        assert c != d or abs(y - v) > 0.99, text
    for parent, user, number, points in made.edges:
        assert user.parents[number] is parent
        assert points[0] == made.place[id(parent)] and points[-1] == made.place[id(user)]
        columns = [c for c, _ in points]
        assert columns == list(range(columns[0], columns[-1] + 1)) and len(columns) > 1
        for (c, y), inner in itertools.product(points[1:-1], at):
            assert c != inner[0] or abs(y - inner[1]) > 0.99, "an arrow runs through a node"
    assert made.columns <= WIDEST and made.rows <= TALLEST and len(made.order) <= MOST


def test_a_part_that_stands_twice_is_one_node():
    output, (x, w, b) = trace(read("(w*x + b)*sigmoid(w*x + b)"), 1.0, 2.0, 3.0)
    assert sorted(map(symbol, shown(output))) == sorted(["x", "w", "b", "×", "+", "σ", "×"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("floor(x)", "no floor"),
        ("x if x > 0 else 0", "relu"),
        ("3", "nothing to compute"),
        ("x", "nothing to compute"),
        ("sin(sin(sin(sin(sin(sin(sin(x)))))))", "shorter"),
        ("x + (w + (b + (x*w + (x*b + (w*b + x/w)))))", "room for"),
    ],
)
def test_what_has_no_graph_is_refused_with_advice(text, said):
    with pytest.raises(FunctionError, match=said):
        layout(trace(read(text), 1.0, 2.0, 3.0)[0])


def test_a_python_function_is_followed():
    f = function(lambda x, w, b: np.tanh(w * x) + b * b, NAMES)
    output, inputs = trace(f, 0.5, 2.0, 3.0)
    output.backward()
    assert [float(v.grad) for v in inputs] == pytest.approx(
        [2 / math.cosh(1) ** 2, 0.5 / math.cosh(1) ** 2, 6.0]
    )
    for bad, said in [
        (lambda x, w, b: math.sin(x), "np.sin"),
        (lambda x, w, b: None, "one number"),
        (lambda x, w, b: np.sum(x * np.ones(3)) * np.ones(2), "one number"),
    ]:
        with pytest.raises(FunctionError, match=said):
            trace(function(bad, NAMES), 0.5, 2.0, 3.0)


# graph_steps


def walk(text, at=(1.5, 0.8, -0.5)):
    output, inputs = trace(read(text), *at)
    return Walk(output, inputs, layout(output))


@pytest.mark.parametrize("text", FORMULAS[:8])
def test_each_step_reveals_what_is_known_and_no_more(text):
    told = walk(text)
    before = [set(), set(), set()]
    for step in range(told.last + 1):
        values, gradients, slopes, sums = told.known(step)
        for old, new in zip(before, (values, gradients, slopes), strict=True):
            assert old <= new
        node, arrows, backward = told.at_work(step)
        if node is not None and not backward:
            assert values - before[0] == {id(node)} and slopes - before[2] == set(arrows)
            assert not gradients
        if backward and arrows:
            assert id(node) in gradients, "a node handed on before it was complete"
        assert not sums.keys() & gradients
        before = [values, gradients, slopes]
    assert before[0] == before[1] == {id(n) for n in told.layout.order}
    for node in told.layout.order[:-1]:
        shares = [
            told.shares[id(user), number]
            for parent, user, number, _ in told.layout.edges
            if parent is node
        ]
        assert sum(shares) == pytest.approx(told.gradients[id(node)])


def test_equal_values_do_not_reveal_each_other():
    told = walk("(x + w) + (x*b)", (1.0, 1.0, 2.0))  # both parts are 2
    assert len(told.known(1)[0]) == 4  # three inputs, and one of the two


def test_the_steps_of_the_notebook():
    stage = graph_steps("neuron and loss", x=1.5, w=0.8, b=-0.5, step=9)
    stepper = stage.controls["step"]
    assert isinstance(stepper, Stepper) and stepper.value == 9
    stepper.on.click()
    stepper.on.click()
    assert stepper.value == stepper.max == 11 and "0" in stepper.on.description
    assert "∂L/∂w = −0.221, ∂L/∂b = −0.147" in stage.state
    assert "∂L/∂x = −0.118" in stage.state
    stepper.back.click()
    assert stepper.value == 10 and "∂L/∂w" not in stage.state
    stage.controls["expression"].value = "x*x"
    assert stage.problem is None and stepper.max == 3 and stepper.value == 3
    assert "3" in stage.state and "added up" in stage.state
    stage.controls["expression"].value = "floor(x)"
    assert "no floor" in stage.problem and stepper.max == 3
    stage.controls["expression"].value = "ln(x - 3)"
    assert stage.problem is None and "no value" in stage.state
    stage.close()


def test_a_dead_relu_hands_back_nothing():
    stage = graph_steps("ReLU and loss", x=1.5, w=-0.8, b=-0.5, step=1)
    stage.controls["step"].value = stage.controls["step"].max
    assert "∂L/∂x = 0, ∂L/∂w = 0, ∂L/∂b = 0" in stage.state
    stage.close()


def test_stepper_stays_inside():
    stepper = Stepper("step", 4, 2)
    stepper.value = 99
    assert stepper.value == 4 == stepper.slider.value
    stepper.value = -3
    assert stepper.value == 0 and "last" in stepper.back.description
    stepper.back.click()
    assert stepper.value == 4 and "step 0" in stepper.on.description
    assert not stepper.on.disabled, "a button that goes grey loses the keyboard's focus"
    stepper.on.click()
    assert stepper.value == 0 and "one step on" in stepper.on.description
    assert not stepper.back.disabled
    stepper.slider.value = 3
    assert stepper.value == 3
    stepper.reach(2)
    assert stepper.value == 2 and places(stepper) == [0, 1, 2]


# neuron and activations


def test_by_hand_by_nudge_and_by_graph_agree():
    rng = random.Random(0)
    for text in [*figures.KINDS.values(), "z*sigmoid(z)", "sin(z)"]:
        f = function(text, ("z",))
        for _ in range(20):
            w, b, x, t = (rng.uniform(-2, 2) for _ in range(4))
            z = w * x + b
            hand = 2 * (f(z) - t) * f.derivative(z) * np.array([x, 1.0])
            nudged = figures._nudged(f, w, b, x, t)
            assert figures._by_graph(f, w, b, x, t) == pytest.approx(hand, rel=1e-9, abs=1e-12)
            assert nudged == pytest.approx(hand, rel=1e-5, abs=1e-7)


def test_what_the_neuron_shows():
    stage = figures.neuron("sigmoid", w=1.0, b=-0.5, x=1.5, target=0.0)
    assert "∂L/∂w = 0.431 and ∂L/∂b = 0.287" in stage.state
    stage.controls["b"].value = 3.0
    assert "∂L/∂w = 0.0322 and ∂L/∂b = 0.0215" in stage.state and "flat" in stage.state
    stage.controls["b"].value = -0.5
    stage.controls["x"].value = 0.0
    assert "∂L/∂w = 0 " in stage.state and "no say" in stage.state
    for name, value in [
        ("activation", "ReLU"),
        ("w", 0.0),
        ("b", 0.0),
        ("x", 1.5),
        ("target", 1.0),
    ]:
        stage.controls[name].value = value
    assert "no slope here" in stage.state and "goes on with 0" in stage.state
    shown_numbers = [t.get_text() for t in stage.figure.axes[1].texts[-6:]]
    assert shown_numbers == ["none", "−1.5", "0", "none", "−1", "0"]
    stage.close()


def test_the_slopes_of_activations():
    stage = figures.activations("sigmoid", z=0.0)
    assert "slope 0.25" in stage.state
    stage.controls["z"].value = 5.0
    assert "all but flat" in stage.state
    stage.controls["kind"].value = "ReLU"
    stage.controls["z"].value = 0.0
    assert "no slope: 0 on the left, 1 on the right" in stage.state
    assert "goes on with 0" in stage.state
    stage.controls["kind"].value = "leaky ReLU, leak 0.1"
    assert "0.1 on the left, 1 on the right" in stage.state and "goes on with 0.1" in stage.state
    stage.close()
    z = np.linspace(-20, 20, 4001)
    assert sigmoid_slope(z).max() == 0.25 and tanh_slope(z).max() == 1.0
    flat = [slope(z) < 0.05 * slope(0.0) for slope in (sigmoid_slope, tanh_slope)]
    assert flat[1].sum() > flat[0].sum(), "tanh saturates sooner"
    assert sigmoid_slope(5.0) < 0.05 * 0.25


# loss_slice


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_the_slice_and_the_claim(activation):
    stage = loss_slice(activation=activation)
    for name in ("move", "weight"):
        for place in places(stage.controls[name])[::3]:
            stage.controls[name].value = place
            said = stage.state.replace("−", "-")
            found = re.search(r"slope (-?[\d.]+), a nudge measures (-?[\d.]+):", said)
            claimed, measured = map(float, found.groups())
            assert claimed == pytest.approx(measured, abs=2e-4), stage.state
    stage.close()


def test_penguins_of_the_figure():
    X, species = penguin_data()
    assert X.shape == (342, 4) and np.bincount(species).tolist() == [151, 68, 123]
    assert np.allclose(X.mean(axis=0), 0) and np.allclose(X.std(axis=0), 1)


# What the prose says


def test_numbers_of_one_neuron():
    z = 0.8 * 1.5 - 0.5
    y = 1 / (1 + math.exp(-z))
    assert f"{(y - 1) ** 2:.4f}" == "0.1101"
    assert sigmoid(0.8 * -2 - 0.5) < 0.5, "far too small for the target 1"
    assert sigmoid_slope(10.0) == pytest.approx(4.5e-5, rel=0.02)
    assert 2 * sigmoid(10.0) * sigmoid_slope(10.0) == pytest.approx(1e-4, rel=0.1)


def test_the_direct_path_alone():
    z = 0.8 * 1.5
    assert f"{sigmoid(z):.4f}" == "0.7685"
    assert sigmoid(z) * 1.5 == pytest.approx(1.1528, abs=5e-5)
    true = (sigmoid(z) + z * sigmoid_slope(z)) * 1.5
    assert true == pytest.approx(1.4730, abs=5e-5)


class Counted(np.ndarray):
    """A weight matrix that counts the multiplications of its products."""

    multiplications = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        plain = [np.asarray(a) if isinstance(a, Counted) else a for a in inputs]
        if ufunc is np.matmul:
            Counted.multiplications += plain[0].size * plain[1].shape[1]
        return np.asarray(getattr(ufunc, method)(*plain, **options)).view(Counted)


def test_the_whole_gradient_costs_about_three_looks():
    layers = initialise([4, 8, 3], seed=0)
    counted = [layer._replace(W=layer.W.view(Counted)) for layer in layers]
    Counted.multiplications = 0
    scores, tape = forward(counted, np.ones((10, 4)))
    look = Counted.multiplications
    backward(counted, tape, np.asarray(scores))
    assert look == 10 * (4 * 8 + 8 * 3) and Counted.multiplications == 3 * look


def test_a_weight_adds_its_samples_up():
    X = np.array([[1.5, -1.0], [0.2, 0.4], [-2.0, 1.0]])
    W, b = Value([[0.8, -0.3]]), Value([-0.5])
    Z = X @ W.T + b
    np.mean((autodiff.sigmoid(Z) - np.array([[1.0], [0.0], [1.0]])) ** 2).backward()
    assert W.grad[0] == pytest.approx(sum(g * x for g, x in zip(Z.grad.ravel(), X, strict=True)))
    assert (np.sign(Z.grad.ravel()) == [-1, 1, -1]).all(), "one and three pull b up"


def test_first_layer_weights_have_corners_with_relu_and_last_layer_weights_none():
    X, y = penguin_data()
    layers = penguin_network("relu", 5)

    def largest_jump(where, h=1e-3):
        k, i, j = where
        start = layers[k].W[i, j]
        slopes = [
            loss_and_gradients(with_weight(layers, where, start + m), X, y)[1]
            for m in np.arange(-0.5, 0.5, h)
        ]
        return np.abs(np.diff([s[k][0][i, j] for s in slopes])).max()

    first, last = largest_jump((0, 0, 0)), largest_jump((1, 0, 0))
    assert first > 5 * last


def test_two_calls_of_the_library_add_exactly_twice():
    a = Value(1.0)
    y = (3 * a) * (3 * a)
    y.backward()
    y.backward()
    assert a.grad == 36.0


def test_repeating_the_map():
    def repeat(x, times):
        for _ in range(times):
            x = 4 * x * (1 - x)
        return x

    counts = [len(autodiff.topological(repeat(Value(0.3), n))) for n in (2, 3, 4, 8)]
    assert counts == [11, 16, 21, 41], "five nodes a round"
    at = Value(0.3)
    repeat(at, 8).backward()
    x = sympy.Symbol("x")
    exact = float(sympy.diff(repeat(x, 8), x).subs(x, sympy.Rational(3, 10)))
    measured = (repeat(0.3 + 1e-5, 8) - repeat(0.3 - 1e-5, 8)) / 2e-5
    assert f"{at.grad:.6f}" == f"{exact:.6f}" == "277.781777"
    assert int(measured * 100) == int(exact * 100) and round(measured, 3) != round(exact, 3)


def test_softmax_and_cross_entropy():
    for label in range(3):
        scores = Value([2.0, 0.5, -1.0])
        (np.log(np.sum(np.exp(scores))) - scores[label]).backward()
        p = np.exp(scores.data) / np.exp(scores.data).sum()
        assert scores.grad == pytest.approx(p - np.eye(3)[label])


def test_z_is_hardly_ever_exactly_0_but_can_be():
    X, _ = penguin_data()
    first = initialise([4, 8, 3], 0, "relu")[0]
    assert not (X @ first.W.T + first.b == 0).any()
    off = np.maximum(np.array([[-1.0, -2.0]]), 0) @ np.ones((2, 1)) + 0.0
    assert off.item() == 0.0


# The planted bug


def check_with(hidden, backward):
    X, species = penguin_data()
    layers = initialise([4, 5, 3], 0, hidden)
    return gradient_check(layers, X[:40], species[:40], backward=backward)


def test_the_suspect_fails_as_the_notebook_says_and_only_so():
    errors = check_with("tanh", ex.suspect)
    assert errors["W1"] > 1e-3 and errors["b1"] > 1e-3
    assert errors["W2"] < 1e-7 and errors["b2"] < 1e-7
    for unnoticed in ("identity", "relu"):
        assert max(check_with(unnoticed, ex.suspect).values()) < 1e-6
    z = np.linspace(-3, 3, 61)
    assert (relu_slope(np.maximum(z, 0)) == relu_slope(z)).all()


def bugged(line):
    def backward(layers, tape, G):
        gradients = []
        for layer, (X, Z) in zip(reversed(layers), reversed(tape), strict=True):
            D = G * ACTIVATIONS[layer.activation][1](Z)
            dW = D.T @ X * (2.0 if line == "B" else 1.0)
            db = D.mean(axis=0) if line == "C" else D.sum(axis=0)
            gradients.append((dW, db))
            G = D @ layer.W * (0.5 if line == "D" else 1.0)
        return gradients[::-1], G

    return backward


def test_other_lines_would_fail_as_their_replies_say():
    wrong = {
        line: {name for name, error in check_with("tanh", bugged(line)).items() if error > 1e-3}
        for line in "BCD"
    }
    assert wrong == {"B": {"W1", "W2"}, "C": {"b1", "b2"}, "D": {"W1", "b1"}}
    assert check_with("identity", bugged("D"))["W1"] > 1e-3


def test_mistakes_of_the_layer_really_are_wrong():
    X, W, b, G = ex.layer_backward.probes[0]
    layer_loss = lambda W, b: np.sum(G * np.maximum(X @ W.T + b, 0))  # noqa: E731
    dW, db = ex.layer_backward.right(X, W, b, G)
    from lib.learning.network import numerical_gradients

    measured = numerical_gradients(lambda p: layer_loss(*p), [W, b])
    assert relative_error(dW, measured[0]) < 1e-7 and relative_error(db, measured[1]) < 1e-7


def test_the_engine_has_about_sixty_lines():
    notebook = nbformat.read(ROOT / "notebooks" / "08_backpropagation.ipynb", as_version=4)
    sources = [c.source for c in notebook.cells if c.cell_type == "code"]
    first = next(i for i, source in enumerate(sources) if source.startswith("class Node"))
    last = next(i for i, source in enumerate(sources) if source.startswith("def backward(output)"))
    reset = next(source for source in sources if source.startswith("def zero_grad"))
    engine = [*sources[first : last + 1], reset]
    assert 50 <= sum(len(source.splitlines()) for source in engine) <= 70


def test_the_notebook_and_the_plan_of_the_bug_show_the_same_lines():
    notebook = nbformat.read(ROOT / "notebooks" / "08_backpropagation.ipynb", as_version=4)
    text = next(c.source for c in notebook.cells if "planted bug" in c.source)
    lines = [line.split("#") for line in text.splitlines() if "  #" in line or " # C" in line]
    assert [comment.strip()[0] for _, comment in lines] == ["A", "B", "C", "D"]
