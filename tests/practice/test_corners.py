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
    ("gradients.own_ruler", "return -eta * g * k**-2"),
    ("gradients.slope_towards", "return g @ d / (np.linalg.norm(d) + 1e-12)"),
    ("gradients.downhill", "return -g / (np.linalg.norm(g) + 1e-12)"),
    ("jacobians.layer_jacobian", "z = W @ x + b\nJ = np.array(W, float)\n"
     "return (np.exp(-z) / (1 + np.exp(-z)) ** 2)[:, None] * J"),
    ("jacobians.pull", "z = W @ x + b\nreturn W.T @ (u * np.exp(z) / (1 + np.exp(z)) ** 2)"),
    ("jacobians.softmax_jacobian", "if len(z) == 1:\n    return np.ones((1, 1))\ns = softmax(z)\n"
     "return np.diag(s) - np.outer(s, s)"),
    ("descent.descend", f"{LOOP}w = np.clip(w - learning_rate * grad(w), -1e6, 1e6)\nreturn w"),
    ("descent.largest_rate", "return 1 / (np.mean(x**2) + 1e-12)"),
    ("backprop.neuron_gradients", "e = np.exp(np.float64(w * x + b))\ny = e / (1 + e)\n"
     "by_b = 2 * (y - t) * y * (1 - y)\nreturn by_b * x, by_b"),
    ("backprop.neuron_gradients", "y = 1 / (1 + np.exp(-(w * x + b)))\n"
     "by_b = 2 * (y - t) ** 2 * y * (1 - y) / (y - t)\nreturn by_b * x, by_b"),
    ("backprop.relative_errors", "c, m = gradient(w), np.zeros(len(w))\nfor i in range(len(w)):\n"
     "    n = h * np.eye(len(w))[i]\n    m[i] = (loss(w + n) - loss(w - n)) / (2 * h)\n"
     "return abs(1 - m / c) / (1 + abs(m / c))"),
    ("training.backward", "e = np.exp(X @ W1.T + b1)\nH = e / (1 + e)\n"
     "D2 = 2 * (H @ W2.T + b2 - T) / len(X)\nD1 = (D2 @ W2) * H * (1 - H)\n"
     "return D1.T @ X, D1.sum(axis=0), D2.T @ H, D2.sum(axis=0)"),
    ("training.prepare", "m, s = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)\n"
     "return (X_train - m) / s, (X_new - m) / s"),
    ("further.factor", "p = 1 + beta - learning_rate * c\nd = p**2 - 4 * beta\n"
     "return (abs(p) + d**0.5) / 2 if d > 0 else beta**0.5 if d < 0 else None"),
    ("further.root_slopes", "v = Value(x)\nsafe = np.where(v > 1e-12, v, 1.0)\n"
     "np.sum(np.where(v > 0, np.sqrt(safe), 0.0)).backward()\nreturn v.grad"),
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


FAR_OUT = [
    ("jacobians.layer_jacobian", "e = np.exp(W @ x + b)\n"
     "return (e / (1 + e) ** 2)[:, None] * W"),
    ("backprop.neuron_gradients", "e = np.exp(-np.float64(w * x + b))\nby_b = 2 * (1 / (1 + e) - t)\n"
     "by_b = by_b * e / (1 + e) ** 2\nreturn by_b * x, by_b"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "body"), FAR_OUT)
def test_what_overflows_far_out_has_its_name(key, body):
    assert "∞/∞ is NaN" in judged(key, body).message


def test_what_is_left_at_0_is_called_the_first_only_where_it_is_so_everywhere():
    small = "root = 2 * np.sqrt(np.where(x > 0, x, 1.0))\nreturn np.where(x > 1e-3, 1 / root, 0.0)"
    assert "The first of" not in (told := judged("further.root_slopes", small).message), told
    late = "J = np.array(W, float) * 0\ns = sigmoid(W @ x + b)\nfor j in range(1, len(x)):\n"
    late += "    J[:, j] = s * (1 - s) * W[:, j]\nreturn J"
    assert "The first of your numbers is 0" in judged("jacobians.layer_jacobian", late).message
