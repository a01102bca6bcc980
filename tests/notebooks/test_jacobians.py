"""Notebook 06: what its prose says is so, computed another way."""

import numpy as np
import pytest
import sympy as sp

from lib.calculus.gradients import jvp, vjp
from lib.explore import jacobians as figures
from lib.learning.activations import sigmoid
from lib.learning.losses import softmax

W, B, X = np.array(figures.SEED_W), np.array(figures.SEED_B), np.array([1.0, 2.0, 3.0])


def complex_step(f, x, h=1e-30):
    """J of an analytic f, exact to rounding: no difference is taken."""
    columns = [np.imag(f(x + 1j * h * e)) / h for e in np.eye(len(x))]
    return np.stack(columns, axis=1)


def logistic(z):
    return 1 / (1 + np.exp(-z))


def shares(z):
    return np.exp(z) / np.exp(z).sum()


def test_the_sheet():
    w, h = sp.symbols("w h", positive=True)
    J = sp.Matrix([w * h, 2 * (w + h), sp.sqrt(w**2 + h**2)]).jacobian([w, h]).subs({w: 3, h: 4})
    expected = sp.Matrix([[4, 3], [2, 2], [sp.Rational(3, 5), sp.Rational(4, 5)]])
    assert expected == J


def test_a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error():
    def sheet(s):
        return np.array([s[0] * s[1], 2 * (s[0] + s[1]), np.hypot(*s)])

    J = np.array([[4, 3], [2, 2], [0.6, 0.8]])
    sides, v = np.array([3.0, 4.0]), np.array([0.1, -0.05])
    errors = [sheet(sides + t * v) - sheet(sides) - J @ (t * v) for t in (1, 0.1)]
    assert errors[0][0] == pytest.approx(-0.005) and errors[1][0] == pytest.approx(-0.00005)
    assert errors[0][[0, 2]] / errors[1][[0, 2]] == pytest.approx([100, 100], rel=0.05)


def test_the_seeds_layer():
    z = W @ X + B
    assert z == pytest.approx([1.5, 3.4])
    s = sigmoid(z)
    J = np.diag(s * (1 - s)) @ W
    exact = complex_step(lambda x: logistic(W @ x + B), X)
    assert pytest.approx(exact, rel=1e-12) == J
    assert np.round(J, 4) == pytest.approx(
        np.array([[0.0149, 0.0298, 0.0447], [0.0125, 0.0156, 0.0188]])
    )


def test_slopes_by_the_bias_and_the_weights():
    slopes = sigmoid(W @ X + B) * (1 - sigmoid(W @ X + B))
    assert np.diag(slopes) == pytest.approx(complex_step(lambda b: logistic(W @ X + b), B))
    table = complex_step(lambda w: logistic(w.reshape(2, 3) @ X + B), W.ravel()).reshape(2, 2, 3)
    for i in range(2):
        for k in range(2):
            assert table[i, k] == pytest.approx(slopes[i] * X if i == k else np.zeros(3))
    u = np.array([1.0, -2.0])
    assert np.outer(u * slopes, X) == pytest.approx(np.einsum("i,ikj->kj", u, table))


@pytest.mark.parametrize("m", [2, 10, 1000])
def test_how_many_of_the_weight_slopes_are_zero(m):
    assert (m * m - m) / (m * m) == pytest.approx(1 - 1 / m)


def test_softmax_is_coupled_and_singular():
    rng = np.random.default_rng(1)
    for K in (2, 3, 7):
        z = rng.normal(size=K)
        s = softmax(z)
        J = np.diag(s) - np.outer(s, s)
        assert pytest.approx(complex_step(shares, z), rel=1e-10, abs=1e-14) == J
        assert J.sum(axis=0) == pytest.approx(np.zeros(K), abs=1e-15)
        assert J.sum(axis=1) == pytest.approx(np.zeros(K), abs=1e-15)
        assert np.linalg.matrix_rank(J, tol=1e-12) == K - 1
    assert np.round(softmax(np.array([2.0, 1.0, 0.0])), 3) == pytest.approx([0.665, 0.245, 0.090])
    assert softmax(np.array([2.5, 1.5, 0.5])) == pytest.approx(softmax(np.array([2.0, 1.0, 0.0])))


def test_softmax_is_steepest_where_the_share_is_a_half():
    z1 = np.linspace(-4, 4, 8001)
    s1 = 1 / (1 + (np.e + 1) * np.exp(-z1))  # z₂ = 1, z₃ = 0
    steepest = np.argmax(s1 * (1 - s1))
    assert s1[steepest] == pytest.approx(0.5, abs=1e-3) and z1[steepest] == pytest.approx(
        1.3, abs=0.05
    )


def test_elementwise_nudging_of_softmax_gives_the_row_sums():
    z, h = np.array([2.0, 1.0, 0.0]), 1e-6
    assert (softmax(z + h) - softmax(z - h)) / (2 * h) == pytest.approx(np.zeros(3), abs=1e-9)


def test_pushing_and_pulling_agree_on_random_machines():
    rng = np.random.default_rng(2)
    for m, n in [(2, 3), (3, 2), (1, 5), (4, 1), (3, 3)]:
        A = rng.normal(size=(m, n))
        f = lambda x, A=A: np.tanh(A @ x) + np.sin(x[0])  # noqa: E731
        x, v, u = rng.normal(size=n), rng.normal(size=n), rng.normal(size=m)
        J = complex_step(f, x)
        assert jvp(f, x, v) == pytest.approx(J @ v, rel=1e-7, abs=1e-8)
        assert vjp(f, x, u) == pytest.approx(J.T @ u, rel=1e-7, abs=1e-8)
        assert u @ (J @ v) == pytest.approx((J.T @ u) @ v, rel=1e-12)


def test_calls_of_a_push_and_of_a_pull():
    for n in (1, 2, 6):
        calls = []

        def f(x, calls=calls):
            calls.append(x)
            return np.array([x.sum(), x[0]])

        jvp(f, np.ones(n), np.ones(n))
        assert len(calls) == 2
        calls.clear()
        vjp(f, np.ones(n), np.ones(2))
        assert len(calls) == 2 * n + 1
