"""Right nearly everywhere, in notebooks 00 to 04: 0, whole numbers, short and far stretches, level places."""

import pytest

from lib.practice.engine.checking import NOT_YET, RIGHT
from tests.practice.test_truth import judged

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
]  # fmt: skip


@pytest.mark.parametrize(("key", "body"), SLY)
def test_what_is_right_nearly_everywhere_is_not_right(key, body):
    result = judged(key, body)
    assert result.status == NOT_YET, result.message


@pytest.mark.parametrize("h", [1e-3, 1e-4, 1e-6, 1e-8])
def test_where_it_rises_is_shown_by_any_short_step(h):
    result = judged("reading.rises", f"h = {h}\nreturn (f(x + h) - f(x - h)) / (2 * h) > 0")
    assert result.status == RIGHT, result.message


def test_a_list_is_not_called_an_array():
    from lib.practice import exercises

    told = exercises()["limits.differentiable"]._judge([False, True, True, False]).message
    assert "Your answer is a list of 4" in told
