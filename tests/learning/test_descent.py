"""Descent: closed forms, edges of stability, and honest divergence."""

import math
import warnings

import numpy as np
import pytest

from lib.learning import descent
from lib.learning.descent import (
    adam,
    batches,
    gradient_descent,
    momentum,
    rmsprop,
    sgd,
)

METHODS = [gradient_descent, momentum, rmsprop, adam]


def identity(w):
    """Gradient of w**2 / 2: curvature 1 everywhere."""
    return w


def test_lands_below_the_edge_and_explodes_beyond():
    assert abs(gradient_descent(identity, 1.0, 1.9, 500)[-1]) < 1e-20
    assert abs(gradient_descent(identity, 1.0, 2.1, 500)[-1]) > 1e20


@pytest.mark.parametrize("eta", [0.1, 0.5, 1.0, 1.9, 2.0, 2.1])
def test_closed_form_on_the_parabola(eta):
    k = np.arange(41)
    path = gradient_descent(identity, 3.0, eta, 40)
    assert path.shape == (41,)
    np.testing.assert_allclose(path, 3.0 * (1 - eta) ** k, rtol=1e-12)


@pytest.mark.parametrize("curvature", [0.3, 1.0, 7.0])
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_edge_is_two_over_curvature_times_one_plus_momentum(curvature, beta):
    edge = 2 * (1 + beta) / curvature

    def sizes(eta):
        return np.abs(momentum(lambda w: curvature * w, 1.0, eta, 4000, momentum=beta))

    assert sizes(0.98 * edge)[-1] < 1e-8
    assert np.nanmax(sizes(1.02 * edge)) > 1e8


def test_momentum_is_a_power_of_its_matrix_and_polyaks_recursion():
    eta, beta, curvature = 0.13, 0.8, 2.5
    path = momentum(lambda w: curvature * w, [1.0, -2.0], eta, 30, momentum=beta)
    matrix = np.array([[1 - eta * curvature, -eta * beta], [curvature, beta]])  # acts on (w, v)
    expected = [np.linalg.matrix_power(matrix, k)[0, 0] for k in range(31)]
    np.testing.assert_allclose(path, np.outer(expected, [1.0, -2.0]), rtol=1e-11, atol=1e-15)
    polyak = path[1:-1] - eta * curvature * path[1:-1] + beta * (path[1:-1] - path[:-2])
    np.testing.assert_allclose(path[2:], polyak, rtol=1e-11, atol=1e-15)


def test_momentum_grows_to_ten_steps_on_a_slope():
    path = momentum(lambda w: 3.0, 0.0, 0.01, 400)
    assert path[1] - path[0] == pytest.approx(-0.03)
    assert path[-1] - path[-2] == pytest.approx(-0.3)


def test_momentum_in_the_other_notation():
    grad, beta, eta = np.sin, 0.9, 0.02
    w, v, other = 1.0, 0.0, [1.0]
    for _ in range(20):
        v = beta * v + (1 - beta) * grad(w)
        w = w - eta / (1 - beta) * v
        other.append(w)
    np.testing.assert_allclose(momentum(grad, 1.0, eta, 20, momentum=beta), other, rtol=1e-12)


def slopes_along(path, grad):
    return np.array([grad(w) for w in path[:-1]])


def test_rmsprop_is_a_weighted_sum_of_squares():
    def grad(w):
        return np.array([w[0] ** 3, 40 * w[1]])

    eta, rho = 0.05, 0.9
    path = rmsprop(grad, [1.0, -2.0], eta, 25, decay=rho)
    g = slopes_along(path, grad)
    for t in range(1, 26):
        weights = (1 - rho) * rho ** np.arange(t - 1, -1, -1.0)
        step = eta * g[t - 1] / (np.sqrt(weights @ g[:t] ** 2) + 1e-8)
        np.testing.assert_allclose(path[t], path[t - 1] - step, rtol=1e-12, atol=1e-15)
    first = eta / np.sqrt(1 - rho)  # 0.158…, whatever the gradient's size
    np.testing.assert_allclose(np.abs(path[1] - path[0]), first, rtol=1e-6)


def test_adam_is_a_ratio_of_weighted_means():
    def grad(w):
        return np.array([w[0] ** 3, 40 * w[1]])

    eta, b1, b2 = 0.05, 0.9, 0.999
    path = adam(grad, [1.0, -2.0], eta, 25)
    g = slopes_along(path, grad)
    for t in range(1, 26):
        age = np.arange(t - 1, -1, -1.0)
        mean = np.average(g[:t], axis=0, weights=b1**age)  # the correction makes weights sum to 1
        square = np.average(g[:t] ** 2, axis=0, weights=b2**age)
        expected = path[t - 1] - eta * mean / (np.sqrt(square) + 1e-8)
        np.testing.assert_allclose(path[t], expected, rtol=1e-12, atol=1e-15)


def test_adams_first_two_steps_by_hand():
    """w**2 / 2 from 1 with η = 0.1. Step 1: m̂ = v̂ = 1. Step 2, at 0.9: m = 0.18, v = 0.00181,
    m̂ = 0.18 / 0.19, v̂ = 0.001809 / 0.001999."""
    path = adam(identity, 1.0, 0.1, 2, tiny=0)
    assert path[1] == pytest.approx(0.9, rel=1e-14)
    v = 0.999 * 0.001 + 0.001 * 0.81
    assert path[2] == pytest.approx(0.9 - 0.1 * (0.18 / 0.19) / math.sqrt(v / 0.001999), rel=1e-12)


def test_adam_does_not_see_the_size_of_the_gradient():
    slow = adam(lambda w: 1e-3 * np.sin(w), [1.0, 2.0], 0.1, 40, tiny=0)
    fast = adam(lambda w: 1e3 * np.sin(w), [1.0, 2.0], 0.1, 40, tiny=0)
    np.testing.assert_allclose(slow, fast, rtol=1e-9)


def ravine(w):
    """Gradient of (x**2 + 50 y**2) / 2."""
    return w * np.array([1.0, 50.0])


@pytest.mark.parametrize(
    ("method", "eta", "steps", "close"),
    [
        (gradient_descent, 0.035, 600, 1e-8),
        (momentum, 0.035, 600, 1e-8),
        (rmsprop, 0.01, 1500, 0.02),  # keeps stepping about η: see its docstring
        (adam, 0.05, 1500, 1e-6),
    ],
)
def test_all_reach_the_bottom_of_the_ravine(method, eta, steps, close):
    path = method(ravine, [-4.0, 1.0], eta, steps)
    assert path.shape == (steps + 1, 2)
    assert np.linalg.norm(path[-1]) < close


def test_momentum_beats_plain_descent_in_the_ravine_with_each_at_its_best():
    """Best rates for curvatures 1 and 50: factors (κ−1)/(κ+1) and (√κ−1)/(√κ+1) a step."""
    root = math.sqrt(50)
    plain = gradient_descent(ravine, [1.0, 1.0], 2 / 51, 100)
    heavy = momentum(
        ravine, [1.0, 1.0], 4 / (1 + root) ** 2, 100, momentum=((root - 1) / (root + 1)) ** 2
    )
    np.testing.assert_allclose(np.abs(plain[-1]), (49 / 51) ** 100, rtol=1e-9)
    assert np.linalg.norm(heavy[-1]) < 1e-4 * np.linalg.norm(plain[-1])


def test_on_the_ridge_of_a_saddle_descent_stops_at_the_saddle_and_beside_it_does_not():
    def saddle(w):  # gradient of (x**2 − y**2) / 2
        return w * np.array([1.0, -1.0])

    assert np.linalg.norm(gradient_descent(saddle, [1.0, 0.0], 0.1, 500)[-1]) < 1e-20
    assert abs(gradient_descent(saddle, [1.0, 1e-12], 0.1, 500)[-1, 1]) > 1e6


@pytest.mark.parametrize("method", [gradient_descent, momentum])
def test_divergence_leaves_a_mark_and_no_warning(method):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        path = method(lambda w: 4 * w**3, [3.0, 0.1], 1.0, 50)
    row = int(np.argmin(np.isfinite(path).all(axis=1)))
    assert 1 < row < 50
    assert np.isfinite(path[:row]).all()
    assert not np.isfinite(path[row]).all()
    assert np.isnan(path[row + 1 :]).all()


@pytest.mark.parametrize("method", METHODS)
def test_a_gradient_that_overflows_in_python_floats_ends_the_path(method):
    path = method(lambda w: math.exp(w), 800.0, 0.1, 5)
    assert path[0] == 800.0
    assert np.isnan(path[1:]).all()


def test_grad_is_not_asked_where_the_path_is_not_finite():
    asked = []

    def grad(w):
        asked.append(float(w))
        return -(w**3)

    gradient_descent(grad, 10.0, 1.0, 40)
    assert len(asked) < 12
    assert np.isfinite(asked).all()


@pytest.mark.parametrize("method", METHODS)
def test_start_is_kept_and_shapes_follow_it(method):
    start = np.array([2, -1])
    path = method(identity, start, 0.1, 7)
    assert path.shape == (8, 2)
    np.testing.assert_array_equal(path[0], [2, -1])
    np.testing.assert_array_equal(start, [2, -1])
    assert method(identity, 2, 0.1, 7).shape == (8,)
    assert method(identity, [2], 0.1, 0).shape == (1, 1)
    np.testing.assert_allclose(method(identity, 2, 0.1, 7), path[:, 0])


def test_a_grad_that_changes_its_argument_does_not_change_the_path():
    def grad(w):
        w *= 2
        return w / 2

    np.testing.assert_allclose(gradient_descent(grad, [1.0], 0.5, 3)[:, 0], [1, 0.5, 0.25, 0.125])


def test_learning_rate_may_depend_on_the_step():
    path = gradient_descent(identity, 1.0, lambda k: 1 / (k + 2), 10)
    np.testing.assert_allclose(path, 1 / np.arange(1, 12), rtol=1e-12)  # ∏ (1 − 1/(k+2))


def test_batches_are_a_shuffle_cut_into_pieces():
    pieces = list(batches(10, 4, seed=0))
    assert [len(rows) for rows in pieces] == [4, 4, 2]
    assert sorted(np.concatenate(pieces)) == list(range(10))
    assert not np.array_equal(np.concatenate(pieces), np.arange(10))
    np.testing.assert_array_equal(np.concatenate(pieces), np.concatenate(list(batches(10, 4, 0))))


def line_data():
    rng = np.random.default_rng(5)
    x = rng.normal(size=60)
    return np.column_stack([x, np.ones(60)]), 2 * x - 1 + 0.3 * rng.normal(size=60)


def test_sgd_over_the_whole_is_gradient_descent_and_in_batches_wanders_near_least_squares():
    A, y = line_data()

    def grad(w, rows):
        return 2 / len(rows) * A[rows].T @ (A[rows] @ w - y[rows])

    plain = gradient_descent(lambda w: grad(w, np.arange(60)), [0.0, 0.0], 0.1, 50)
    whole = sgd(grad, [0.0, 0.0], 0.1, 50, samples=60, batch_size=60, seed=1)
    np.testing.assert_allclose(whole, plain, rtol=1e-10, atol=1e-13)

    best = np.linalg.lstsq(A, y, rcond=None)[0]
    noisy = sgd(grad, [0.0, 0.0], 0.05, 600, samples=60, batch_size=5, seed=1)
    wander = np.linalg.norm(noisy[300:] - best, axis=1)
    assert 1e-3 < wander.mean() < 0.2
    np.testing.assert_array_equal(
        noisy, sgd(grad, [0.0, 0.0], 0.05, 600, samples=60, batch_size=5, seed=1)
    )


def test_sgd_with_robbins_and_monros_rate_is_the_running_mean():
    x = np.random.default_rng(2).normal(size=40)

    def grad(w, rows):
        return w - x[rows].mean()

    path = sgd(grad, 0.0, lambda k: 1 / (k + 1), 40, samples=40, batch_size=1, seed=3)
    order = np.concatenate(list(batches(40, 1, 3)))
    np.testing.assert_allclose(path[1:], np.cumsum(x[order]) / np.arange(1, 41), rtol=1e-10)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((lambda w: [1.0, 2.0, 3.0], [1.0, 2.0], 0.1, 3), r"shape \(3,\).*shape \(2,\)"),
        ((lambda w: np.ones(1), 1.0, 0.1, 3), r"shape \(1,\).*shape \(\)"),
        ((lambda w: None, 1.0, 0.1, 3), "return"),
        ((lambda w: "uphill", 1.0, 0.1, 3), "numbers"),
        ((identity, [1.0, np.nan], 0.1, 3), "start"),
        ((identity, "here", 0.1, 3), "start"),
        ((identity, np.eye(2), 0.1, 3), "ravel"),
        ((identity, 1.0, np.inf, 3), "learning_rate"),
        ((identity, 1.0, [0.1, 0.2], 3), "one number"),
        ((identity, 1.0, 0.1, 2.5), "whole number"),
        ((identity, 1.0, 0.1, -1), "whole number"),
        ((lambda w: w * 1j, 1.0, 0.1, 3), r"grad\(w\) is complex: try its real part"),
        ((lambda w: np.array([1j, 2]), [1.0, 2.0], 0.1, 3), r"grad\(w\) is complex"),
        ((lambda w: 1j, 1.0, 0.1, 3), r"grad\(w\) is complex"),
        ((lambda w: ["1", "2"], [1.0, 2.0], 0.1, 3), r"grad\(w\) is \['1', '2'\]: try a number"),
        ((lambda w: [[1.0], [1.0, 2.0]], [1.0, 2.0], 0.1, 3), r"grad\(w\) is"),
        ((identity, np.array([1j, 2]), 0.1, 3), "start is complex"),
        ((identity, 1.0, 0.1j, 3), "learning_rate is complex"),
        ((identity, 1.0, lambda k: np.complex128(0.1), 3), "learning_rate is complex"),
        ((identity, ["1"], 0.1, 3), "start"),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_bad_input_is_told_in_words(method, arguments, says):
    with pytest.raises(ValueError, match=says):
        method(*arguments)


@pytest.mark.parametrize(
    ("method", "option"),
    [(momentum, "momentum"), (rmsprop, "decay"), (adam, "beta1"), (adam, "beta2")],
)
@pytest.mark.parametrize("value", [1.0, -0.1, np.nan, "0.9", 0.5j, None, [0.5, 0.9]])
def test_decay_rates_lie_below_one(method, option, value):
    with pytest.raises(ValueError, match=option):
        method(identity, 1.0, 0.1, 3, **{option: value})


def test_an_error_of_the_learners_own_comes_through():
    with pytest.raises(ZeroDivisionError):
        gradient_descent(lambda w: 1 / 0, 1.0, 0.1, 3)


def test_every_public_name_says_what_it_is():
    public = [f for name, f in vars(descent).items() if callable(f) and not name.startswith("_")]
    assert len(public) >= 7
    assert all(f.__doc__ for f in public)
