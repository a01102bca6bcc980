"""Practice of notebook 06: other right answers, and other ways into the same mistakes."""

import importlib.util

import numpy as np
import pytest

from lib.calculus.gradients import jacobian
from lib.learning.activations import sigmoid
from lib.learning.losses import softmax
from lib.practice import jacobians as ex
from lib.practice.engine.checking import NOT_YET, RIGHT


def test_any_decent_step_passes():
    def forward(f, x):
        return np.array([(f(x + 1e-5 * e) - f(x)) / 1e-5 for e in np.eye(len(x))]).T

    assert ex.all_slopes.check(forward).status == RIGHT
    assert ex.all_slopes.check(lambda f, x: forward(f, x)).status == RIGHT
    assert ex.all_slopes.check(jacobian).mistake == "the library's own"
    assert ex.all_slopes.check(lambda f, x: jacobian(f, x)).mistake == "the library's own"
    assert ex.all_slopes.check(lambda f, x: jacobian(f, x) * 1.01).status == NOT_YET


def test_slopes_that_miss_by_the_step():
    def slopes(h, run):
        return lambda f, x: np.array([(f(x + h * e) - f(x)) / run for e in np.eye(len(x))]).T

    assert ex.all_slopes.check(slopes(1e-6, 1.0)).mistake == "not divided by the run"
    assert ex.all_slopes.check(slopes(1e-3, 1e3)).mistake == "not divided by the run"
    for h in (0.1, 1e-15):
        assert ex.all_slopes.check(slopes(h, h)).mistake == "a step too long or too short"


def test_softmax_by_nudging_is_right_too():
    assert ex.softmax_jacobian.check(lambda z: jacobian(softmax, z)).status == RIGHT


def test_no_nudge_passes_for_exact():
    """Whatever the step, ahead or central: closer than any of them comes."""

    def nudged(h, back):
        def table(W, b, x):
            def y(x):
                return sigmoid(W @ x + b)

            return np.array(
                [(y(x + h * e) - y(x - back * e)) / (h + back) for e in np.eye(len(x))]
            ).T

        return table

    for h in 10.0 ** np.arange(-9, -2):
        for back in (0.0, h):
            table = nudged(h, back)
            assert ex.layer_jacobian.check(table).mistake == "nudged or rounded"

            def pulled(W, b, x, u, table=table):
                return [u @ column for column in table(np.asarray(W), b, x).T]

            assert ex.pull.check(pulled).mistake == "nudged or rounded"


def test_a_sign_or_a_plain_copy_of_W_is_no_table():
    def minus(W, b, x, u):
        s = 1 / (1 + np.exp(-W @ x - b))
        return np.array(W).T @ (u * s * (1 - s))

    assert ex.pull.check(minus).status == RIGHT


def test_pulling_without_a_table():
    def einsum(W, b, x, u):
        s = sigmoid(W @ x + b)
        return np.einsum("ij,i->j", W, u * s * (1 - s))

    def loops(W, b, x, u):
        total = 0
        for row, bias, weight in zip(W, b, u, strict=True):
            s = sigmoid(row @ x + bias)
            total = total + weight * s * (1 - s) * row
        return total

    def diagonal(W, b, x, u):
        s = sigmoid(W @ x + b)
        return (np.diag(s * (1 - s)) @ W).T @ u

    def nudged(W, b, x, u):
        return jacobian(lambda x: sigmoid(W @ x + b), x).T @ u

    assert ex.pull.check(einsum).status == RIGHT
    assert ex.pull.check(loops).status == RIGHT
    assert ex.pull.check(diagonal).mistake == "a table was formed"
    assert ex.pull.check(nudged).mistake == "a table was formed"


def test_shapes_of_exercise_six():
    rng = np.random.default_rng(4)
    W, b, x = rng.normal(size=(3, 4)), rng.normal(size=3), rng.normal(size=4)
    by_x = jacobian(lambda x: sigmoid(W @ x + b), x).shape
    by_b = jacobian(lambda b: sigmoid(W @ x + b), b).shape
    by_W = jacobian(lambda w: sigmoid(w.reshape(3, 4) @ x + b), W.ravel()).reshape(3, 3, 4).shape
    assert ex.table_shapes.right == (by_x, by_b, by_W, W.shape)
    assert ex.table_shapes.check([list(shape) for shape in ex.table_shapes.right]).status == RIGHT


@pytest.mark.skipif(not importlib.util.find_spec("autograd"), reason="autograd isn't installed")
def test_the_solutions_agree_with_autograd():
    import autograd
    import autograd.numpy as anp

    W, b, x = ex._LAYERS[2]
    J = autograd.jacobian(lambda x: 1 / (1 + anp.exp(-(W @ x + b))))(x)
    assert ex.layer_jacobian.right(W, b, x) == pytest.approx(J, rel=1e-12)
    z = np.array([0.3, -1.2, 2.0])
    J = autograd.jacobian(lambda z: anp.exp(z) / anp.sum(anp.exp(z)))(z)
    assert ex.softmax_jacobian.right(z) == pytest.approx(J, rel=1e-12)
