"""Corners, inputs looked at only where all else is right; and ways that an exercise excludes, seen."""

import numpy as np
import pytest

from lib.practice.engine.checking import NOT_YET, RIGHT
from lib.practice.engine.holding import most_held
from tests.practice.test_exercises import sum_exercise
from tests.practice.test_truth import judged

LOOP = "for _ in range(steps):\n    "
TAKEN = (
    "up, down = v.copy(), v.copy()\n    up[i] += h\n    down[i] -= h\n"
    "    s.append((f(up) - f(down)) / (2 * h))"
)


def test_a_corner_counts_only_where_all_else_is_right():
    check = sum_exercise(corners=((0, 0),)).check
    assert check(lambda a, b: a + b).status == RIGHT
    usual = sum_exercise().check(lambda a, b: a - b)
    assert check(lambda a, b: a - b if a else None).message == usual.message
    told = check(lambda a, b: a + b or 1.0)
    assert told.status == NOT_YET and "For a = 0, b = 0: 0 was due, 1 came." in told.message
    assert "gave None" in check(lambda a, b: a + b or None).message


SLY = [
    ("gradients.numerical", f"s = []\nfor x in v:\n    i = list(v).index(x)\n    {TAKEN}\nreturn s"),
    ("gradients.downhill", "n = np.linalg.norm(g)\nreturn -g / n if n > 1e-4 else 0 * g"),
    ("gradients.own_ruler", "return -eta * g / (k * abs(k))"),
    ("jacobians.softmax_jacobian", "e = np.exp(z - z.max())\ns = e / e.sum()\n"
     "return np.array([[a * ((a == b) - b) for b in s] for a in s])"),
    ("descent.descend", f"{LOOP}g = grad(w)\n    if np.linalg.norm(g) < 1e-6:\n        break\n"
     "    w = w - learning_rate * g\nreturn w"),
    ("descent.descend", "while True:\n    w = w - learning_rate * grad(w)\n    steps -= 1\n"
     "    if steps <= 0:\n        return w"),
    ("backprop.multiply_backward", "p = a * b * g\nreturn p / a if a else 0.0, p / b if b else 0.0"),
    ("backprop.neuron_gradients", "y = 1 / (1 + np.exp(-(w * x + b)))\n"
     "by_w = 2 * (y - t) * y * (1 - y) * x\nreturn by_w, by_w / x"),
    ("further.root_slopes", "v = Value(x)\nsafe = np.where(v > 1e-8, v, 1.0)\n"
     "np.sum(np.where(v > 0, np.sqrt(safe), 0.0)).backward()\nreturn v.grad"),
    ("jacobians.pull", "s = sigmoid(np.asarray(W) @ x + b)\nJ = (s * (1 - s))[:, None] * np.asarray(W)\n"
     "return J.T @ np.asarray(u)"),
    ("further.pull_softmax", "J = -np.einsum('ni,nj->nij', S, S)\n"
     "return S * U + np.einsum('nij,nj->ni', J, U)"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "body"), SLY)
def test_what_is_right_nearly_everywhere_is_not_right(key, body):
    assert judged(key, body).status == NOT_YET


def test_an_input_that_moved_by_little_is_shown_with_digits_enough():
    body = "x[0] += 1e-6\nreturn np.outer(f(x), x)"
    assert "was 3, and is 3.000001 afterwards" in judged("jacobians.all_slopes", body).message


def test_a_table_shows_by_the_memory_it_takes():
    v = np.ones(300)
    assert most_held(lambda: np.sum(v[:, None] * v, axis=0)) > 8 * 300**2 * 0.9
    assert most_held(lambda: [[a * b for b in v] for a in v]) > 8 * 300**2
    assert most_held(lambda: v * (v @ v)) < 8 * 300 * 5
