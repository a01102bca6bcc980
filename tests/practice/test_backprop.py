"""Practice of notebook 08: other right answers, and other ways into the same mistakes."""

import numpy as np
import pytest

from lib.learning.activations import relu_slope
from lib.learning.flock import penguin_data
from lib.learning.network import gradient_check, initialise, relative_error
from lib.practice import backprop as ex
from tests.practice.test_exercises import run


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


def test_mistakes_of_the_layer_really_are_wrong():
    X, W, b, G = ex.layer_backward.probes[0]
    layer_loss = lambda W, b: np.sum(G * np.maximum(X @ W.T + b, 0))  # noqa: E731
    dW, db = ex.layer_backward.right(X, W, b, G)
    from lib.learning.network import numerical_gradients

    measured = numerical_gradients(lambda p: layer_loss(*p), [W, b])
    assert relative_error(dW, measured[0]) < 1e-7 and relative_error(db, measured[1]) < 1e-7


NOTEBOOK = """
import math

class Node:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data

def sigmoid(a):
    s = 1 / (1 + math.exp(-a.data))
    return Node(s, (a,), (s * (1 - s),))

def multiply(a, b):
    return Node(a.data * b.data, (a, b), (b.data, a.data))
"""
SHADOWED = [
    (ex.multiply_backward, "return multiply(g, b), multiply(g, a)", "multiply"),
    (
        ex.neuron_gradients,
        "y = sigmoid(w * x + b)\n    return 2 * (y - t) * x, 2 * (y - t)",
        "sigmoid",
    ),
]


@pytest.mark.parametrize(("exercise", "body", "name"), SHADOWED, ids=["multiply", "neuron"])
def test_a_name_that_takes_nodes_in_this_notebook_is_said(exercise, body, name):
    head = exercise.stub[: exercise.stub.index(":\n") + 2]
    result = exercise.check(run(exercise, f"{NOTEBOOK}\n{head}    {body}\n"))
    assert f"The notebook's own `{name}` takes" in result.message, result.message


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "a",
        " A. ",
        "line A",
        "Line a",
        "the line A",
        "D = G * slope(Z)",
        "A: D = G * slope(Z)",
        "A, D = G * slope(activation(Z))",
        "A: the slope is taken at the output",
        "Line A (slope)",
    ],
)
def test_the_right_line_may_be_said_in_many_ways(text):
    assert ex.culprit.check(text).status == "right"


@pytest.mark.parametrize(
    "text",
    [
        "A and D",
        "A, D",
        "A: G = D @ layer.W",
        "A, G = D @ layer.W",
        "A: D.T is wrong",
        "no A",
        "AA",
        "A or B",
        "A - D",
    ],
)
def test_what_is_not_one_line_is_not_right(text):
    assert ex.culprit.check(text).status == "not yet"
