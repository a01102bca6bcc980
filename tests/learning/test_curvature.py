"""Second derivatives by nudging, a network as one function, and what momentum's roots say."""

import numpy as np
import pytest

from lib.learning import descent
from lib.learning.curvature import flattened, hessian, momentum_roots
from lib.learning.network import initialise, loss_and_gradients, numerical_gradients


def test_the_hessian_of_a_function_with_known_second_derivatives():
    """L = x²y³ + sin x: [[2y³ − sin x, 6xy²], [6xy², 6x²y]]."""
    x, y = 0.7, -1.3
    found = hessian(
        lambda w: np.array([2 * w[0] * w[1] ** 3 + np.cos(w[0]), 3 * w[0] ** 2 * w[1] ** 2]), [x, y]
    )
    due = [[2 * y**3 - np.sin(x), 6 * x * y**2], [6 * x * y**2, 6 * x**2 * y]]
    assert np.allclose(found, due, rtol=1e-6) and (found == found.T).all()
    with pytest.raises(ValueError, match="above 0"):
        hessian(lambda w: w, [1.0], h=0.0)


@pytest.mark.parametrize("loss", ["mse", "cross_entropy"])
def test_a_flattened_network_has_the_network_s_gradients(loss):
    layers = initialise([3, 5, 2], seed=1)
    X = np.random.default_rng(0).normal(size=(7, 3))
    targets = np.eye(2)[[0, 1, 1, 0, 0, 1, 0]] if loss == "mse" else [0, 1, 1, 0, 0, 1, 0]
    gradient, start = flattened(layers, X, targets, loss)
    assert start.shape == (5 * 3 + 5 + 2 * 5 + 2,)
    pairs = loss_and_gradients(layers, X, targets, loss)[1]
    assert np.array_equal(gradient(start), np.concatenate([g.ravel() for p in pairs for g in p]))
    moved = start + 0.1

    def height(w):
        (W1, b1, W2, b2) = (w[:15].reshape(5, 3), w[15:20], w[20:30].reshape(2, 5), w[30:])
        new = [layers[0]._replace(W=W1, b=b1), layers[1]._replace(W=W2, b=b2)]
        return loss_and_gradients(new, X, targets, loss)[0]

    (measured,) = numerical_gradients(lambda p: height(p[0]), [moved])
    assert np.allclose(gradient(moved), measured, atol=1e-8)


@pytest.mark.parametrize("beta", [0.0, 0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("pace", [0.001, 0.1, 1.05, 1.9, 3.7])
def test_momentum_s_path_is_made_of_its_two_roots(pace, beta):
    larger, smaller = momentum_roots(pace, beta)
    assert abs(larger) >= abs(smaller)
    assert larger + smaller == pytest.approx(1 + beta - pace)
    assert larger * smaller == pytest.approx(beta, abs=1e-12)
    share = (1 - pace - smaller) / (larger - smaller)
    k = np.arange(21)
    powers = share * np.power(larger, k) + (1 - share) * np.power(smaller, k)
    path = descent.momentum(lambda w: w, 1.0, pace, 20, momentum=beta)
    assert np.allclose(path, powers.real, rtol=1e-9, atol=1e-9)


def test_roots_that_there_are_not():
    for pace, beta, said in (
        (0.0, 0.5, "above 0"),
        (np.nan, 0.5, "above 0"),
        (1.0, 1.0, "below 1"),
    ):
        with pytest.raises(ValueError, match=said):
            momentum_roots(pace, beta)
