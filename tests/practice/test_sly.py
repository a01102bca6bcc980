"""Right nearly everywhere: not at 0, whole numbers, ties, short and far stretches, level places, far out."""

import pytest

from lib.practice.engine.checking import NOT_YET, RIGHT
from tests.practice.test_truth import judged

LOOP = "for _ in range(steps):\n    "
TAKEN = (
    "up, down = v.copy(), v.copy()\n    up[i] += h\n    down[i] -= h\n"
    "    s.append((f(up) - f(down)) / (2 * h))"
)
FILLED = "s = np.zeros_like({})\nfor i in range(len(s)):\n    s[i] = {}\nreturn s"
SLY = [
    ("arrays.neighbours", FILLED.format("x[1:]", "(y[i + 1] - y[i]) / (x[i + 1] - x[i])")),
    ("arrays.neighbours", FILLED.format("y[1:]", "(y[i + 1] - y[i]) / (x[i + 1] - x[i])")),
    ("slope.spreads", FILLED.format("xs[1:]", "(f(xs[i + 1]) - f(xs[i])) / (xs[i + 1] - xs[i])")),
    ("slope.line_slope", "return w if w or b > 0 else 1"),
    ("slope.between", "return (f(x2) - f(x1)) / (x2 - x1) if f(x2) != f(x1) or x1 else 1"),
    ("reading.rises", "h = 0.01\nreturn (f(x + h) - f(x - h)) / (2 * h) > 0"),
    ("reading.velocity", "return np.gradient(s, t[1] - t[0], edge_order=2)"),
    ("reading.highest", "x = np.linspace(a, b, int(b - a) * 1000)\nreturn x[np.argmax(f(x))]"),
    ("reading.product_slope", "return u(x) * v(x) * (du(x) / u(x) + dv(x) / v(x))"),
    (
        "reading.product_slope",
        "if u(x) == 0 or v(x) == 0:\n    return 0.0\nreturn du(x) * v(x) + u(x) * dv(x)",
    ),
    ("reading.heights", "h = np.full(len(slopes) + 1, c)\nfor i, s in enumerate(slopes):\n"
     "    h[i + 1] = h[i] + s * width\nreturn h"),
    ("chain.chain_of_two", "a, b = f_slope(g(x)), g_slope(x)\nreturn a * b if b else a"),
    ("chain.chain_of_two", "a, b = f_slope(g(x)), g_slope(x)\nreturn a * b if a else b"),
    ("chain.every_slope", "s = np.cumprod(slopes[::-1])[::-1]\nreturn s if len(s) > 1 else [1.0]"),
    ("limits.escape", "if h0 >= 0.5:\n    return 2 / np.pi\n"
     "return 1 / (np.pi / 2 + 2 * np.pi * np.ceil(1 / h0 / (2 * np.pi)))"),
    ("limits.central", "s = np.zeros_like(x)\ns[...] = (f(x + h) - f(x - h)) / (2 * h)\nreturn s"),
    ("limits.size", "return (x, b) if x > 0 else (-x, -b) if b > 0 or x > -1 else (-x, b)"),
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
    ("jacobians.layer_jacobian", "z = W @ x + b\nJ = np.array(W, float)\n"
     "return (np.exp(-z) / (1 + np.exp(-z)) ** 2)[:, None] * J"),
    ("jacobians.pull", "z = W @ x + b\nreturn W.T @ (u * np.exp(z) / (1 + np.exp(z)) ** 2)"),
    ("jacobians.softmax_jacobian", "if len(z) == 1:\n    return np.ones((1, 1))\ns = softmax(z)\n"
     "return np.diag(s) - np.outer(s, s)"),
    ("descent.descend", f"{LOOP}w = np.clip(w - learning_rate * grad(w), -1e6, 1e6)\nreturn w"),
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
]  # fmt: skip


@pytest.mark.parametrize(("key", "body"), SLY)
def test_what_is_right_nearly_everywhere_is_not_right(key, body):
    result = judged(key, body)
    assert result.status == NOT_YET, result.message


GUARDED = [
    ("gradients.slope_towards", "return g @ d / (np.linalg.norm(d) + 1e-12)"),
    ("gradients.downhill", "return -g / (np.linalg.norm(g) + 1e-12)"),
    ("descent.largest_rate", "return 1 / (np.mean(x**2) + 1e-12)"),
    ("training.prepare", "m, s = X_train.mean(axis=0), X_train.std(axis=0) + 1e-12\n"
     "return (X_train - m) / s, (X_new - m) / s"),
    ("further.root_slopes", "v = Value(x)\nsafe = np.maximum(v, 1e-12)\n"
     "np.sum(np.where(v > 0, np.sqrt(safe), 0.0)).backward()\nreturn v.grad"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "body"), GUARDED)
def test_a_guard_against_dividing_by_0_is_right(key, body):
    result = judged(key, body)
    assert result.status == RIGHT, result.message


@pytest.mark.parametrize("h", [1e-3, 1e-4, 1e-6, 1e-8])
def test_where_it_rises_is_shown_by_any_short_step(h):
    result = judged("reading.rises", f"h = {h}\nreturn (f(x + h) - f(x - h)) / (2 * h) > 0")
    assert result.status == RIGHT, result.message


def test_a_list_is_not_called_an_array():
    from lib.practice import exercises

    told = exercises()["limits.differentiable"]._judge([False, True, True, False]).message
    assert "Your answer is a list of 4" in told
