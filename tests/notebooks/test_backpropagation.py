"""Notebook 08: what its prose says is so, computed another way."""

import math
from pathlib import Path

import nbformat
import numpy as np
import pytest
import sympy

from lib.learning import autodiff
from lib.learning.activations import ACTIVATIONS, sigmoid, sigmoid_slope
from lib.learning.autodiff import Value
from lib.learning.flock import penguin_data
from lib.learning.network import backward, forward, gradient_check, initialise

ROOT = Path(__file__).resolve().parents[2]


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


def test_the_engine_has_about_forty_lines():
    notebook = nbformat.read(ROOT / "notebooks" / "08_backpropagation.ipynb", as_version=4)
    sources = [c.source for c in notebook.cells if c.cell_type == "code"]
    first = next(i for i, source in enumerate(sources) if source.startswith("class Node"))
    last = next(i for i, source in enumerate(sources) if source.startswith("def backward(output)"))
    assert 35 <= sum(len(source.splitlines()) for source in sources[first : last + 1]) <= 45


def test_three_products_are_what_a_layer_hands_back():
    """dL = ⟨D, dZ⟩ for any nudge: the engine of the library, on a loss that isn't linear in Z."""
    rng = np.random.default_rng(8)
    X, W, b = Value(rng.normal(size=(5, 3))), Value(rng.normal(size=(2, 3))), Value(np.zeros(2))
    Z = X @ W.T + b
    np.sum(autodiff.sigmoid(Z) ** 2).backward()
    D = Z.grad
    assert W.grad == pytest.approx(D.T @ X.data) and X.grad == pytest.approx(D @ W.data)
    assert b.grad == pytest.approx(D.sum(axis=0))


def test_tanh_and_cross_entropy_as_derived():
    z = np.linspace(-3, 3, 13)
    assert np.tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1)
    assert 4 * sigmoid_slope(2 * z) == pytest.approx(1 - np.tanh(z) ** 2)
    y = sigmoid(z)
    assert y * (1 - y) / (1 - y) == pytest.approx(y), "the slope of −ln(1 − σ) by z"


def test_the_notebook_and_the_plan_of_the_bug_show_the_same_lines():
    notebook = nbformat.read(ROOT / "notebooks" / "08_backpropagation.ipynb", as_version=4)
    text = next(c.source for c in notebook.cells if "planted bug" in c.source)
    lines = [line.split("#") for line in text.splitlines() if "  #" in line or " # C" in line]
    assert [comment.strip()[0] for _, comment in lines] == ["A", "B", "C", "D"]


def test_the_choice_at_a_corner_can_be_plainly_wrong():
    """relu(x) - relu(-x) is x for every x; both engines say 0 for its slope at 0."""
    x = autodiff.Value(0.0)
    y = autodiff.relu(x) - autodiff.relu(-x)
    y.backward()
    assert x.grad == 0
    for place in (-2.0, 0.0, 3.0):
        assert max(place, 0) - max(-place, 0) == place
