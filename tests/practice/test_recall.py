"""The questions that a notebook opens with: three from each notebook, each right by computation."""

import math

import numpy as np
import pytest

from lib.calculus import backward_difference, central_difference, forward_difference, jacobian
from lib.learning.network import initialise, loss_and_gradients
from lib.practice import exercises, predictions
from lib.practice.engine.drawing_lots import NOTEBOOKS
from lib.practice.remembering import QUESTIONS

BY_KEY = {question.key: question for question in QUESTIONS}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


def error(difference, h):
    return abs(difference(np.exp, 1.0, h) - math.e)


def after_steps(curvature, rate, steps):
    w = 1.0
    for _ in range(steps):
        w -= rate * curvature * w
    return w


def scores_gradient():
    p = np.array([0.7, 0.2, 0.1])
    return [
        central_difference(
            lambda s, i=i: -np.log(softmax(np.log(p) + s * np.eye(3)[i])[0]), 0.0, 1e-5
        )
        for i in range(3)
    ]


def raw_and_scaled():
    """How much more curved a line's loss is one way than the other: lengths in mm, standardised."""
    x = 200 + 15 * np.random.default_rng(0).normal(size=300)
    tables = [np.column_stack([v, np.ones_like(v)]) for v in (x, (x - x.mean()) / x.std())]
    return [np.linalg.cond(t.T @ t) for t in tables]


def all_at_zero():
    """Whether W1, b1, W2, b2 of a network of zeros get a gradient other than 0."""
    zeros = [layer._replace(W=0 * layer.W) for layer in initialise([4, 8, 3], 0)]
    X, labels = np.random.default_rng(0).normal(size=(5, 4)), [0, 0, 1, 0, 2]
    return [bool(np.any(g)) for pair in loss_and_gradients(zeros, X, labels)[1] for g in pair]


def own_means():
    """Whether the means of the training part, and of the test part, are 0 when both are prepared."""
    X = np.random.default_rng(0).normal(5, 2, size=(20, 2))
    both = exercises()["training.prepare"].right(X[:12], X[12:])
    return [bool(np.allclose(part.mean(axis=0), 0)) for part in both]


Y, W = np.array([2.0, 5.0, 9.0]), np.array([1.0, 2.0])
COPY = W.copy()
COPY[0] = 9.0
GAPS = np.array([1.0, np.nan, 3.0])
UP, AHEAD = np.array([3.0, 4.0]), np.array([4.0, -3.0]) / 5
LOWERED = softmax(np.array([2.1, 1.0, 0.0])) - softmax(np.array([2.0, 1.0, 0.0]))
D = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

# What makes the right choice right, computed here; a choice in words gets what its words claim.
FACTS = {
    "00_board": lambda: forward_difference(lambda x: 0 * x + 7, 1.0, 0.5) == 0,  # high, and level
    "00_brackets": lambda: 2 + 4 / 2 == 4 and 2 / 2 + 4 == 5,
    "00_over_the_top": lambda: np.cos(1.5) > 0 > np.cos(1.6) and abs(np.cos(math.pi / 2)) < 1e-9,
    "00b_neighbours": lambda: [*(Y[1:] - Y[:-1])] == [3, 4] and Y[-1] - Y[0] == 7,
    "00b_copy": lambda: [*W] == [1, 2] and [*COPY] == [9, 2],
    "00b_gaps": lambda: (
        [*np.isnan(GAPS)] == [0, 1, 0]
        and not any(gap == math.nan for gap in GAPS)
        and not (GAPS < 0).any()
    ),
    "01_pairs": lambda: (3**2 - 1) / 2 == 4 and (5**2 - 3**2) / 2 == 8 and 5**2 - 3**2 == 16,
    "01_weight": lambda: 0.01 * 3 > 0.01 * 0.2,
    "01_guessing": lambda: math.isclose(0.1**6, 1e-6),
    "02_forward": lambda: (
        abs(error(forward_difference, 0.01) / error(forward_difference, 0.005) - 2) < 0.01
        and abs(error(central_difference, 0.01) / error(central_difference, 0.005) - 4) < 0.01
    ),
    "02_tiny": lambda: 3 + 1e-16 == 3,
    "02_corner": lambda: (
        central_difference(abs, 0.0, 0.1) == 0
        and forward_difference(abs, 0.0, 0.1) == 1
        and backward_difference(abs, 0.0, 0.1) == -1
    ),
    "03_bending": lambda: (
        np.all(np.diff((np.linspace(-2, -1, 9)) ** 2, 2) > 0)
        and np.all(np.diff(np.linspace(-2, -1, 9) ** 2) < 0)
    ),
    "03_ends": lambda: np.argmax(np.linspace(-1, 4, 501) ** 2) == 500,
    "03_product": lambda: math.isclose(
        central_difference(lambda x: (2 + 3 * x) * (5 + x), 0.0, 1e-3), 17
    ),
    "04_where": lambda: 3 * 4 == 12 and 7 * 4 == 28 and 3 + 4 == 7,
    "04_paths": lambda: math.isclose(central_difference(lambda x: 3 * x + 4 * x, 0.0, 0.5), 7),
    "04_sigmoid": lambda: (
        sigmoid(0.0) == 0.5
        and math.isclose(central_difference(sigmoid, 0.0, 1e-4), 0.25, rel_tol=1e-6)
    ),
    "05_held": lambda: (
        math.isclose(central_difference(lambda x: x * 9.0, 5.0, 0.5), 9)
        and math.isclose(central_difference(lambda z: 5 * z * z, 3.0, 0.5), 30)
    ),
    "05_across": lambda: abs(UP @ AHEAD) < 1e-12 and math.isclose(AHEAD @ AHEAD, 1),
    "05_steepest": lambda: math.isclose(UP @ UP / math.hypot(*UP), 5) and UP @ UP == 25,
    "06_shape": lambda: jacobian(lambda x: np.full(5, x[0] * x[1]), np.ones(2)).shape == (5, 2),
    "06_softmax": lambda: LOWERED[0] > 0 > max(LOWERED[1:]),
    "06_pull": lambda: jacobian(lambda w: np.array([w @ w]), np.ones(1000)).shape == (1, 1000),
    "07_edge": lambda: abs(after_steps(10, 0.199, 99)) < 1 < abs(after_steps(10, 0.201, 99)),
    "07_steps": lambda: math.isclose(after_steps(5, 0.1, 2), 0.25),
    "07_standardised": lambda: raw_and_scaled()[0] > 1000 * raw_and_scaled()[1],
    "08_users": lambda: math.isclose(central_difference(lambda x: 2 * x + 5 * x, 1.0, 0.5), 7),
    "08_bias": lambda: D.sum(axis=0).shape == (2,) and D.sum(axis=1).shape == (3,),
    "08_scores": lambda: np.allclose(scores_gradient(), [-0.3, 0.2, 0.1], atol=1e-6),
    "09_zeros": lambda: all_at_zero() == [False, False, False, True],
    "09_means": lambda: own_means() == [True, False],
    "09_decay": lambda: math.isclose(central_difference(lambda w: 0.2 / 2 * w * w, 3.0, 0.5), 0.6),
}


def test_there_are_three_from_each_notebook_that_has_a_next():
    assert len(BY_KEY) == len(QUESTIONS)
    for notebook in NOTEBOOKS[:-1]:
        mine = [q for q in QUESTIONS if q.notebook == notebook]
        assert len(mine) == 3 and all(q.key.startswith(f"recall.{notebook}_") for q in mine)
    places = [list(q.asked.choices).index(q.asked.right) for q in QUESTIONS]
    assert min(places.count(place) for place in range(3)) >= len(QUESTIONS) // 5


def test_every_question_has_its_fact():
    assert {key.removeprefix("recall.") for key in BY_KEY} == {*FACTS}


@pytest.mark.parametrize("name", FACTS)
def test_the_right_choice_is_right(name):
    assert FACTS[name]()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.key)
def test_a_question_is_short_and_each_choice_has_its_reply(question):
    assert len(question.asked.question.split()) <= 45
    assert len({*question.asked.choices.values()}) == len(question.asked.choices) == 3
    assert {*question.about} <= {*exercises(), *predictions()} and question.about
