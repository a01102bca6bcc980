"""The graph of an expression: what it computes, where its nodes stand, the walk through it."""

import itertools
import math

import numpy as np
import pytest
import sympy

from lib.formula.functions import FunctionError, function
from lib.learning.autodiff import Value
from lib.learning.graph import MOST, TALLEST, WIDEST, layout, shown, symbol, trace
from lib.learning.walk import Walk

NAMES = ("x", "w", "b")
FORMULAS = [
    "(sigmoid(w*x + b) - 1)^2",
    "w*x + x^2",
    "(w*x + b)*sigmoid(w*x + b)",
    "(relu(w*x + b) - 1)^2",
    "sigmoid(w*sigmoid(w*x + b) + b)",
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


def test_numbers_in_nodes_have_true_signs():
    assert symbol(Value(-2.5)) == "−2.5" and symbol(Value(-1e-5)) == "−10⁻⁵"
    output, _ = trace(read("x*(-0.00000025) + w*b"), 1.0, 1.0, 1.0)
    assert "×−2.5·10⁻⁷" in [symbol(node) for node in shown(output)]


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


# The walk


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
