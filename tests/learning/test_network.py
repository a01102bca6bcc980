"""Activations, losses, backward passes and training, each by an independent route."""

import csv
import subprocess
import sys
import time
import warnings
from pathlib import Path

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np
import pytest

from lib.learning import activations, autodiff, losses, network
from lib.learning.activations import ACTIVATIONS
from lib.learning.losses import LOSSES
from lib.learning.network import Layer, backward, forward, gradient_check, initialise, train

PENGUINS = Path(__file__).parents[2] / "notebooks" / "data" / "penguins.csv"
MEASUREMENTS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


# Activations

EXACT = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "tanh": mpmath.tanh,
    "relu": lambda z: max(z, 0),
    "leaky_relu": lambda z: z if z > 0 else mpmath.mpf(0.01) * z,
}
EXACT_SLOPE = {
    "identity": lambda z: 1,
    "sigmoid": lambda z: mpmath.exp(-z) / (1 + mpmath.exp(-z)) ** 2,
    "tanh": lambda z: mpmath.sech(z) ** 2,
    "relu": lambda z: z > 0,
    "leaky_relu": lambda z: 1 if z > 0 else mpmath.mpf(0.01),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_and_slopes_to_fifty_digits(name):
    z = np.array([-800, -300, -40, -5, -1, -1e-9, 1e-9, 0.3, 1, 5, 40, 300, 800])
    for ours, exact in zip(ACTIVATIONS[name], (EXACT[name], EXACT_SLOPE[name]), strict=True):
        with warnings.catch_warnings(), mpmath.workdps(50):
            warnings.simplefilter("error")
            expected = np.array([float(exact(mpmath.mpf(float(t)))) for t in z])
            np.testing.assert_allclose(ours(z), expected, rtol=1e-13, atol=1e-300)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slopes_are_the_slopes_of_their_activations(name):
    f, slope = ACTIVATIONS[name]
    z, h = np.linspace(-3, 3, 40), 1e-6
    np.testing.assert_allclose(slope(z), (f(z + h) - f(z - h)) / (2 * h), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_take_numbers_lists_and_whole_numbers(name):
    for f in ACTIVATIONS[name]:
        np.testing.assert_array_equal(f([1, -2]), [f(1), f(-2)])
        assert np.shape(f(1)) == ()
        assert np.asarray(f(np.array([1, -2]))).dtype == float


FAR = [1e308, 1.7e308, 800.0, 5e-324, 0.0]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_and_slopes_at_the_ends_of_floats(name):
    """No warning for any float; limits at ±inf; nan at nan, single or in an array."""
    z = np.array([*FAR, *np.negative(FAR)])
    ends = {
        "identity": (-np.inf, np.inf, 1, 1),
        "sigmoid": (0, 1, 0, 0),
        "tanh": (-1, 1, 0, 0),
        "relu": (0, np.inf, 0, 1),
        "leaky_relu": (-np.inf, np.inf, 0.01, 1),
    }[name]
    f, slope = ACTIVATIONS[name]
    with np.errstate(all="raise", under="ignore"), mpmath.workdps(50):
        for ours, exact in ((f, EXACT[name]), (slope, EXACT_SLOPE[name])):
            expected = [float(exact(mpmath.mpf(float(t)))) for t in z]
            np.testing.assert_allclose(ours(z), expected, rtol=1e-13)
            np.testing.assert_array_equal(ours(z), [ours(float(t)) for t in z])
            assert np.isnan(ours(np.nan)) and np.isnan(ours(np.array([1.0, np.nan]))[1])
        limits = [g(t) for g in (f, slope) for t in (-np.inf, np.inf)]
        np.testing.assert_array_equal(limits, ends)


@pytest.mark.parametrize("name", LOSSES)
def test_losses_and_their_slopes_at_the_ends_of_floats(name):
    """Quiet everywhere; nan only where nan or inf went in; the slopes of log losses stay in [−1, 1]."""
    loss, slope = LOSSES[name]
    for scores in ([[1e308, -1e308, 0.0]], [[-1.7e308] * 3], [[np.inf, 0.0, 1.0]], [[np.nan] * 3]):
        targets = [1] if name == "cross_entropy" else [[1.0, 0.0, 1.0]]
        with np.errstate(all="raise", under="ignore"):
            value, gradient = loss(scores, targets), slope(scores, targets)
        assert np.isfinite(scores).all() <= (not np.isnan(value) and not np.isnan(gradient).any())
        if name != "mse" and np.isfinite(scores).all():
            assert np.abs(gradient).max() <= 1


COMPLEX = [1j, np.array([1j, 2.0]), [[1.0], [1.0, 2.0]], ["1", "2"], None]


@pytest.mark.parametrize("z", COMPLEX, ids=repr)
def test_what_is_no_real_number_is_refused_and_not_cut_down_to_one(z):
    asks = [f for pair in ACTIVATIONS.values() for f in pair]
    asks += [losses.softmax, lambda z: losses.mse(z, z), lambda z: losses.log_loss_slope(z, z)]
    asks += [lambda z: losses.cross_entropy(z, [1]), network.scaling]
    asks += [lambda z: network.relative_error(z, z), lambda z: network.standardise(z, 0, 1)]
    asks += [lambda z: forward(initialise([2, 1], 0), z)]
    asks += [lambda z: network.numerical_gradients(lambda p: 0.0, [z])]
    for ask in asks:
        with pytest.raises(ValueError, match=r"try (its real part|a number)"):
            ask(z)


def test_relative_error_of_any_size():
    for scale in (1e-320, 1e-200, 1e200, 1e307):
        a, b = np.array([3.0, 4.0]) * scale, np.array([3.0, 5.0]) * scale
        expected = 1 / (5 + np.sqrt(34))
        assert network.relative_error(a, b) == pytest.approx(expected, rel=1e-3)
    assert np.isnan(network.relative_error([np.inf], [1.0]))


def test_what_a_message_suggests_works():
    """Followed literally, each suggestion leads on."""
    for samples in range(2, 9):
        with pytest.raises(ValueError, match="try 0") as refusal:
            network.split(samples, 0.0, 0)
        share = float(str(refusal.value).rsplit(" ", 1)[1])
        assert all(len(part) for part in network.split(samples, share, 0))
    with pytest.raises(ValueError, match="2 or more"):
        network.split(1, 0.25, 0)
    layers = initialise([4, 3], 0)
    for X, hint in (
        (np.ones(4), True),
        (np.ones(3), False),
        (1.0, False),
        (np.ones((2, 3)), False),
    ):
        with pytest.raises(ValueError, match="this network takes") as refusal:
            forward(layers, X)
        assert ("X[None, :]" in str(refusal.value)) is hint
    forward(layers, np.ones(4)[None, :])
    for shapes, hint in (((6, (2, 3)), True), ((5, (2, 3)), False), ((0, 0), False)):
        with pytest.raises(ValueError, match="predictions have shape") as refusal:
            losses.mse(*(np.ones(shape) for shape in shapes))
        assert ("reshape" in str(refusal.value)) is hint


def test_what_is_chosen_at_the_corner():
    assert activations.relu_slope(0.0) == 0
    assert activations.leaky_relu_slope(0.0) == 0.01
    assert activations.leaky_relu_slope(-1.0, leak=0.2) == 0.2
    z = autodiff.Value(0.0)
    autodiff.relu(z).backward()
    assert z.grad == activations.relu_slope(0.0)


# Losses


def test_softmax_adds_up_and_only_differences_count():
    scores = np.array([[1.0, 2.0, 3.0], [-1000, 0, 1000], [1000, 1000, 1000]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        p = losses.softmax(scores)
        np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-15)
        np.testing.assert_allclose(losses.softmax(scores + 12345), p, rtol=1e-9)
        np.testing.assert_allclose(p[2], 1 / 3)
        assert losses.log_softmax(scores)[1, 0] == -2000
    np.testing.assert_allclose(losses.softmax([0.0, np.log(3)]), [0.25, 0.75], rtol=1e-15)


def test_two_class_softmax_is_a_sigmoid_of_the_difference():
    s = np.random.default_rng(0).normal(size=(20, 2)) * 5
    expected = activations.sigmoid(s[:, 1] - s[:, 0])
    np.testing.assert_allclose(losses.softmax(s)[:, 1], expected, rtol=1e-13)
    labels = np.arange(20) % 2
    assert losses.cross_entropy(s, labels) == pytest.approx(
        losses.log_loss(s[:, 1] - s[:, 0], labels), rel=1e-13
    )


def test_losses_by_hand():
    assert losses.cross_entropy(np.zeros((5, 3)), [0, 1, 2, 0, 1]) == pytest.approx(np.log(3))
    assert losses.cross_entropy([[0.0, np.log(3)]], [1]) == pytest.approx(-np.log(0.75))
    assert losses.log_loss([0.0, 0.0], [0, 1]) == pytest.approx(np.log(2))
    assert losses.mse([1.0, 2.0], [0.0, 4.0]) == 2.5
    np.testing.assert_allclose(losses.mse_slope([1.0, 2.0], [0.0, 4.0]), [1.0, -2.0])


def test_sure_and_wrong_costs_the_difference_and_stays_finite():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert losses.cross_entropy([[800.0, -800.0]], [1]) == 1600
        assert losses.log_loss([-800.0, 800.0], [1, 1]) == 400
        assert np.isfinite(losses.cross_entropy_slope([[800.0, -800.0]], [1])).all()


def reference_loss(name, scores, targets):
    if name == "mse":
        return anp.mean((scores - targets) ** 2)
    if name == "log_loss":
        p = 1 / (1 + anp.exp(-scores))
        return -anp.mean(targets * anp.log(p) + (1 - targets) * anp.log(1 - p))
    e = anp.exp(scores)
    p = e / anp.sum(e, axis=1, keepdims=True)
    return -anp.mean(anp.log(p[np.arange(len(targets)), targets]))


def some_targets(name, rng, N, K):
    return {
        "cross_entropy": rng.integers(K, size=N),
        "log_loss": rng.uniform(size=(N, K)),
        "mse": rng.normal(size=(N, K)),
    }[name]


@pytest.mark.parametrize("name", LOSSES)
def test_losses_and_slopes_agree_with_autograd(name):
    rng = np.random.default_rng(1)
    scores, targets = rng.normal(size=(7, 4)), some_targets(name, rng, 7, 4)
    value, slope = LOSSES[name]
    assert value(scores, targets) == pytest.approx(reference_loss(name, scores, targets), rel=1e-13)
    expected = autograd.grad(lambda s: reference_loss(name, s, targets))(scores)
    np.testing.assert_allclose(slope(scores, targets), expected, rtol=1e-11, atol=1e-15)


def test_the_slope_of_cross_entropy_leaves_the_scores_alone():
    scores = np.zeros((2, 3))
    losses.cross_entropy_slope(scores, [0, 1])
    np.testing.assert_array_equal(scores, 0)


# Forward and backward

REFERENCE = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.maximum(z, 0),
    "leaky_relu": lambda z: anp.where(z > 0, z, 0.01 * z),
}


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [[4, 3], [4, 8, 3], [4, 6, 5, 3]])
def test_backward_agrees_with_autograd(sizes, activation, loss):
    rng = np.random.default_rng(2)
    layers = initialise(sizes, 0, activation)
    layers = [layer._replace(b=rng.normal(size=layer.b.shape)) for layer in layers]
    X, targets = rng.normal(size=(9, 4)), some_targets(loss, rng, 9, 3)

    def reference(parameters, X):
        for k, (W, b) in enumerate(parameters):
            X = anp.dot(X, W.T) + b
            X = REFERENCE[activation](X) if k + 1 < len(parameters) else X
        return reference_loss(loss, X, targets)

    parameters = [(layer.W, layer.b) for layer in layers]
    value, gradients = network.loss_and_gradients(layers, X, targets, loss)
    assert value == pytest.approx(reference(parameters, X), rel=1e-12)
    expected = autograd.grad(reference)(parameters, X)
    for ours, theirs in zip(gradients, expected, strict=True):
        for a, b in zip(ours, theirs, strict=True):
            assert a.shape == b.shape
            assert network.relative_error(a, b) < 1e-12
    scores, tape = forward(layers, X)
    _, dX = backward(layers, tape, LOSSES[loss][1](scores, targets))
    assert network.relative_error(dX, autograd.grad(reference, 1)(parameters, X)) < 1e-12
    assert max(gradient_check(layers, X, targets, loss=loss).values()) < 1e-7


def test_backward_agrees_with_our_own_engine():
    rng = np.random.default_rng(3)
    layers, X, labels = initialise([4, 8, 3], 1), rng.normal(size=(12, 4)), rng.integers(3, size=12)
    W1, b1, W2, b2 = nodes = [autodiff.Value(p) for layer in layers for p in layer[:2]]
    s = np.tanh(X @ W1.T + b1) @ W2.T + b2
    s = s - np.max(s, axis=1, keepdims=True)
    log_p = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))
    L = -np.mean(log_p[np.arange(12), labels])
    L.backward()
    value, gradients = network.loss_and_gradients(layers, X, labels)
    assert value == pytest.approx(L.data, rel=1e-13)
    for node, g in zip(nodes, [g for pair in gradients for g in pair], strict=True):
        assert network.relative_error(node.grad, g) < 1e-13


def test_one_neuron_by_hand():
    """ŷ = σ(2·1 − 1·3 + 0.5), L = (ŷ − 1)²: ∂L/∂w = 2 (ŷ − 1) ŷ (1 − ŷ) x, ∂L/∂b without x."""
    neuron = [Layer(np.array([[2.0, -1.0]]), np.array([0.5]), "sigmoid")]
    x = np.array([[1.0, 3.0]])
    value, [(dW, db)] = network.loss_and_gradients(neuron, x, [[1.0]], "mse")
    y = 1 / (1 + np.exp(0.5))
    assert value == pytest.approx((y - 1) ** 2, rel=1e-14)
    np.testing.assert_allclose(db, 2 * (y - 1) * y * (1 - y), rtol=1e-14)
    np.testing.assert_allclose(dW, 2 * (y - 1) * y * (1 - y) * x, rtol=1e-14)


def averaged_bias(layers, tape, G):
    gradients, dX = backward(layers, tape, G)
    return [(dW, db / len(dX)) for dW, db in gradients], dX


def slope_at_output(layers, tape, G):
    bent = [
        (x, ACTIVATIONS[layer.activation][0](z)) for layer, (x, z) in zip(layers, tape, strict=True)
    ]
    return backward(layers, bent, G)


def no_slope(layers, tape, G):
    return backward([layer._replace(activation="identity") for layer in layers], tape, G)


@pytest.mark.parametrize("bug", [averaged_bias, slope_at_output, no_slope])
def test_the_gradient_check_finds_planted_bugs(bug):
    rng = np.random.default_rng(4)
    X, labels = rng.normal(size=(10, 4)), rng.integers(3, size=10)
    errors = gradient_check(initialise([4, 8, 3], 0), X, labels, backward=bug)
    assert list(errors) == ["W1", "b1", "W2", "b2"]
    assert max(errors.values()) > 0.01
    assert errors["W2"] < 1e-8  # none of the three bugs touches it
    if bug is averaged_bias:
        assert errors["W1"] < 1e-8


def test_input_jacobian_row_by_row():
    layers = initialise([4, 8, 3], 5)
    X, h = np.random.default_rng(6).normal(size=(5, 4)), 1e-6
    J = network.input_jacobian(layers, X)
    assert J.shape == (5, 3, 4)
    for i in range(4):
        e = h * np.eye(4)[i]
        column = (forward(layers, X + e)[0] - forward(layers, X - e)[0]) / (2 * h)
        np.testing.assert_allclose(J[:, :, i], column, rtol=1e-7, atol=1e-9)


def test_numerical_gradients_leave_their_parameters_alone():
    p = [np.array([1.0, 2.0]), np.array([[3.0]])]
    slopes = network.numerical_gradients(lambda p: p[0][0] ** 2 * p[1][0, 0] + p[0][1], p)
    np.testing.assert_allclose(slopes[0], [6, 1], rtol=1e-9)
    np.testing.assert_allclose(slopes[1], [[1]], rtol=1e-9)
    np.testing.assert_array_equal(p[0], [1, 2])


def test_relative_error_runs_from_0_to_1():
    assert network.relative_error([0, 0], [0, 0]) == 0
    assert network.relative_error([1, 2], [-1, -2]) == 1
    assert network.relative_error([1.0], [0.0]) == 1


# Starting and training


@pytest.mark.parametrize(("activation", "gain"), [("tanh", 1), ("relu", 2), ("leaky_relu", 2)])
def test_weights_start_with_the_promised_spread(activation, gain):
    layers = initialise([200, 300, 100], 0, activation)
    assert [layer.W.shape for layer in layers] == [(300, 200), (100, 300)]
    assert [layer.activation for layer in layers] == [activation, "identity"]
    assert layers[0].W.var() == pytest.approx(gain / 200, rel=0.02)
    assert layers[1].W.var() == pytest.approx(1 / 300, rel=0.03)
    assert not any(layer.b.any() for layer in layers)
    np.testing.assert_array_equal(layers[0].W, initialise([200, 300, 100], 0, activation)[0].W)
    assert (layers[0].W != initialise([200, 300, 100], 1, activation)[0].W).all()


def blobs():
    rng = np.random.default_rng(7)
    labels = np.arange(60) % 3
    return np.array([[0, 2], [2, -1], [-2, -1]])[labels] + rng.normal(size=(60, 2)), labels


def test_an_epoch_over_all_samples_is_one_step_of_gradient_descent():
    X, labels = blobs()
    layers = initialise([2, 5, 3], 0)
    before, after = train(layers, X, labels, learning_rate=0.3, epochs=1)
    assert before.layers is layers
    assert before.number == 0
    value, gradients = network.loss_and_gradients(layers, X, labels)
    assert before.loss == value
    for old, (dW, db), new in zip(layers, gradients, after.layers, strict=True):
        np.testing.assert_allclose(new.W, old.W - 0.3 * dW, rtol=1e-12)
        np.testing.assert_allclose(new.b, old.b - 0.3 * db, rtol=1e-12)


def test_training_in_batches_learns_repeats_and_reports():
    X, labels = blobs()

    def run(seed):
        options = {"learning_rate": 0.2, "epochs": 30, "batch_size": 16, "seed": seed}
        return list(train(initialise([2, 5, 3], 0), X, labels, held_out=(X, labels), **options))

    history = run(1)
    assert [epoch.number for epoch in history] == list(range(31))
    assert history[-1].loss < 0.5 * history[0].loss
    assert history[-1].accuracy > 0.9
    last = history[-1]
    assert last.held_out == (last.loss, last.accuracy)
    assert last.accuracy == np.mean(network.predict(last.layers, X) == labels)
    assert last.loss == pytest.approx(losses.cross_entropy(forward(last.layers, X)[0], labels))
    assert run(1)[-1].loss == last.loss
    assert run(2)[-1].loss != last.loss


def test_xor_needs_its_hidden_layer():
    X, labels = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), [0, 1, 1, 0]
    *_, deep = train(initialise([2, 8, 2], 0), X, labels, learning_rate=0.5, epochs=500)
    *_, flat = train(initialise([2, 2], 0), X, labels, learning_rate=0.5, epochs=500)
    assert deep.accuracy == 1
    assert deep.loss < 0.05
    assert flat.loss == pytest.approx(np.log(2), rel=1e-3)  # no line is better than a coin


def test_a_line_learned_by_mse_is_the_least_squares_line():
    rng = np.random.default_rng(8)
    X = rng.normal(size=(50, 2))
    y = (X @ [2.0, -1.0] + 0.5 + 0.1 * rng.normal(size=50))[:, None]
    *_, last = train(initialise([2, 1], 0), X, y, learning_rate=0.2, epochs=300, loss="mse")
    best = np.linalg.lstsq(np.column_stack([X, np.ones(50)]), y, rcond=None)[0].ravel()
    np.testing.assert_allclose([*last.layers[0].W[0], *last.layers[0].b], best, rtol=1e-9)
    assert np.isnan(last.accuracy)


def test_divergence_is_seen_and_not_warned_about():
    X, y = blobs()[0] * 100, np.ones((60, 1))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        net = initialise([2, 4, 1], 0, "relu")
        history = list(train(net, X, y, learning_rate=10.0, epochs=40, loss="mse"))
    assert np.isfinite(history[0].loss)
    assert not np.isfinite(history[-1].loss)


def test_probabilities_add_up_and_agree_with_predictions():
    layers, X = initialise([4, 8, 3], 0), np.random.default_rng(9).normal(size=(6, 4))
    p = losses.softmax(forward(layers, X)[0])
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-15)
    np.testing.assert_array_equal(p.argmax(axis=1), network.predict(layers, X))


def test_split_shares_out_every_row_once():
    training, test = network.split(342, 0.25, seed=3)
    assert len(test) == 86
    assert sorted([*training, *test]) == list(range(342))
    np.testing.assert_array_equal(test, network.split(342, 0.25, seed=3)[1])
    assert (test != network.split(342, 0.25, seed=4)[1]).any()


def test_standardised_columns_have_mean_0_and_deviation_1():
    X = np.random.default_rng(10).normal([5, -300], [0.1, 40], size=(200, 2))
    Z = network.standardise(X, *network.scaling(X))
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(Z.std(axis=0), 1, rtol=1e-12)


# Penguins


def penguins():
    with PENGUINS.open(newline="") as file:
        rows = [
            r for r in csv.DictReader(file) if all(r[m] not in ("", "NA") for m in MEASUREMENTS)
        ]
    X = np.array([[float(r[m]) for m in MEASUREMENTS] for r in rows])
    species = sorted({r["species"] for r in rows})
    return X, np.array([species.index(r["species"]) for r in rows])


def test_the_network_knows_penguins_it_never_saw(record_property):
    """4–8–3, ten seeds, each with its own split and start: median at least 97 %."""
    X, y = penguins()
    assert X.shape == (342, 4)
    begun, shares = time.perf_counter(), []
    for seed in range(10):
        training, test = network.split(len(X), 0.25, seed)
        mean, std = network.scaling(X[training])
        inputs = network.standardise(X[training], mean, std)
        layers = initialise([4, 8, 3], seed)
        *_, last = train(
            layers, inputs, y[training], learning_rate=0.1, epochs=50, batch_size=16, seed=seed
        )
        unseen = network.standardise(X[test], mean, std)
        shares.append(network.accuracy(last.layers, unseen, y[test]))
    seconds = time.perf_counter() - begun
    record_property("accuracies", shares)
    record_property("seconds", seconds)
    assert np.median(shares) >= 0.97


# Bad input and floors


@pytest.mark.parametrize(
    ("do", "says"),
    [
        (lambda: initialise([4], 0), r"\[4, 8, 3\]"),
        (lambda: initialise([4, 0, 3], 0), r"\[4, 8, 3\]"),
        (lambda: initialise(4, 0), r"\[4, 8, 3\]"),
        (lambda: initialise([4, 3], 0, ["tanh"]), "sigmoid, tanh"),
        (lambda: losses.softmax(3.0), "one number for each class"),
        (lambda: network.split(10, np.nan, 0), "try 0.25"),
        (lambda: network.split(10, "half", 0), "try a number"),
        (lambda: network.split(2.5, 0.25, 0), "whole number, 2 or more"),
        (lambda: network.scaling([1.0, 2.0]), r"\(2,\): give \(N, n\)"),
        (lambda: network.scaling(np.ones((0, 3))), r"\(0, 3\): give \(N, n\)"),
        (lambda: network.scaling([[1e300], [-1e300]]), "other units"),
        (lambda: initialise([4, 3], 0, "step"), "sigmoid, tanh"),
        (lambda: forward(initialise([4, 3], 0), np.ones((5, 3))), r"\(5, 3\).*\(N, 4\)"),
        (lambda: forward(initialise([4, 3], 0), np.ones(4)), r"X\[None, :\]"),
        (lambda: losses.cross_entropy(np.ones((2, 3)), [0, 3]), "from 0 to 2"),
        (lambda: losses.cross_entropy(np.ones((2, 3)), [0.0, 1.0]), "whole numbers"),
        (lambda: losses.cross_entropy(np.ones((2, 3)), [0, 1, 2]), r"\(2, 3\).*\(3,\)"),
        (lambda: losses.cross_entropy(np.ones(3), 1), "scores.None"),
        (lambda: losses.mse(np.ones((5, 1)), np.ones(5)), "reshape"),
        (lambda: losses.log_loss(np.ones((5, 1)), np.ones(5)), "reshape"),
        (lambda: network.relative_error([1.0], [1.0, 2.0]), "shaped like"),
        (lambda: network.split(3, 0.01, 0), "0.25"),
        (lambda: network.scaling([[1.0, np.nan], [2.0, 3.0]]), "gaps"),
        (lambda: network.scaling([[1.0, 5.0], [2.0, 5.0]]), "column 1"),
        (
            lambda: network.loss_and_gradients(initialise([2, 1], 0), [[1, 2]], [[1]], "hinge"),
            "cross_entropy, log_loss, mse",
        ),
    ],
)
def test_bad_input_is_told_in_words(do, says):
    with pytest.raises(ValueError, match=says):
        do()


def test_the_ground_floor_needs_numpy_only():
    code = (
        "import sys, lib.learning.descent, lib.learning.autodiff, lib.learning.network\n"
        "print({'matplotlib', 'ipywidgets', 'sympy', 'scipy', 'IPython'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_weight_decay_is_the_gradient_of_a_penalty():
    """update with decay λ is a plain step on L + (λ/2) Σ W², biases left out, measured by nudges."""
    X, labels = np.random.default_rng(5).normal(size=(6, 3)), np.array([0, 1, 2, 0, 1, 2])
    layers = initialise([3, 4, 3], 1)
    decay, eta = 0.3, 0.1

    def penalised(p):
        moved = [Layer(p[0], p[1], "tanh"), Layer(p[2], p[3])]
        penalty = decay / 2 * (np.sum(p[0] ** 2) + np.sum(p[2] ** 2))
        return LOSSES["cross_entropy"][0](forward(moved, X)[0], labels) + penalty

    flat = [p for layer in layers for p in layer[:2]]
    slopes = network.numerical_gradients(penalised, flat)
    _, gradients = network.loss_and_gradients(layers, X, labels)
    stepped = network.update(layers, gradients, eta, decay)
    for p, slope, new in zip(
        flat, slopes, [q for layer in stepped for q in layer[:2]], strict=True
    ):
        assert new == pytest.approx(p - eta * slope, abs=1e-8)
    run = train(layers, X, labels, learning_rate=eta, epochs=1, decay=decay)
    assert np.allclose(list(run)[-1].layers[0].W, stepped[0].W)
