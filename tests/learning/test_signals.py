"""Sizes through fifty layers: against the engine, which goes another way, and against theory."""

import numpy as np
import pytest

from lib.learning.autodiff import Value, relu
from lib.learning.signals import SAMPLES, STARTS, drawn, layer_slopes, signals


@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize(("activation", "squash"), [("tanh", np.tanh), ("relu", relu)])
def test_the_engine_finds_the_same_sizes(activation, squash, skip):
    weights, samples, back = drawn(8)
    x = h = Value(samples)
    nodes = [x]
    for W in weights[:6]:
        moved = squash(h @ (0.7 / 8**0.5 * W.T))
        h = h + moved if skip else moved
        nodes.append(h)
    np.sum(h * back).backward()
    forwards, backwards = signals(0.7, 6, 8, activation, skip)
    for k, node in enumerate(nodes):
        came = np.sqrt(np.mean(node.data**2) / np.mean(samples**2))
        blame = np.sqrt(np.mean(node.grad**2) / np.mean(back**2))
        assert forwards[k] == pytest.approx(came, rel=1e-9)
        assert backwards[k] == pytest.approx(blame, rel=1e-9)


@pytest.mark.parametrize("scale", STARTS.values())
def test_through_relu_a_wide_layer_keeps_half_of_the_mean_square(scale):
    forwards, backwards = signals(scale, 50, 128, "relu")
    for arrived in (forwards[-1], backwards[0]):
        assert np.log10(arrived) == pytest.approx(25 * np.log10(scale**2 / 2), abs=0.6)


def test_a_scale_multiplies_all_weights_of_one_network():
    """ReLU of twice the weights gives twice as much, in each layer again, on both ways."""
    once, twice = (signals(s, 30, 32, "relu") for s in (0.5, 1.0))
    powers = 2.0 ** np.arange(31)
    assert twice[0] == pytest.approx(once[0] * powers, rel=1e-9)
    assert twice[1] == pytest.approx(once[1] * powers[::-1], rel=1e-9)


def test_layers_that_there_are_not():
    assert drawn(8)[1].shape == (SAMPLES, 8)
    for depth in (0, 51, 2.5, None):
        with pytest.raises(ValueError, match="from 1 to 50"):
            signals(1.0, depth, 8, "tanh")


def test_what_notebook_10_says_of_them():
    exploding = signals(1.0, 50, 128, "relu", skip=True)
    assert exploding[0][-1] > 1e7 and exploding[1][0] > 1e7
    assert signals(2**0.5, 50, 128, "tanh")[1][0] > 5 * signals(2**0.5, 5, 128, "tanh")[1][0] > 5
    assert signals(2**0.5, 50, 8, "relu")[0][-1] < 1e-4  # eight units stray
    start = signals(0.1, 50, 128, "relu", skip=True)
    assert 0.5 < start[1][0] < 2 and signals(0.1, 50, 128, "relu")[1][0] < 1e-50


def test_what_ten_layers_leave():
    def left(name, w, b, x, n=10):
        return abs(np.prod(layer_slopes(name, n, w, b, x)))

    assert f"{left('sigmoid', 1, 0, 0.5):.1e}" == "3.5e-07"
    assert round(left("tanh", 1, 0, 0.5), 3) == 0.223
    assert left("ReLU", 1, 0, 0.5) == 1
    assert layer_slopes("sigmoid", 20, 4, -2, 0.5) == pytest.approx(np.ones(20), abs=1e-12)
    assert f"{left('tanh', 4, -2, 0.5):.1e}" == "1.3e-32"
    assert left("ReLU", 2, 0, 0.5) == 1024
    assert left("ReLU", 1, 0, -0.5) == left("ReLU", 2, 0, -0.5) == 0
    assert layer_slopes("tanh", 1, 1, 0, 0.0)[0] == pytest.approx(1)
    with_less = [
        left("sigmoid", w, b, x) for w in (-3.9, 2, 3.9) for b in (-2, 0, 2) for x in (0, 1)
    ]
    assert max(with_less) < 1


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_layer_slopes_against_complex_step(name):
    squash = {"tanh": np.tanh, "sigmoid": lambda z: 1 / (1 + np.exp(-z))}[name]
    for w, b, x in [(1.0, 0.0, 0.5), (-2.0, 1.5, -1.0), (3.0, 0.5, 2.0)]:
        a = x + 1e-30j
        for _ in range(7):
            a = squash(w * a + b)
        assert np.prod(layer_slopes(name, 7, w, b, x)) == pytest.approx(a.imag / 1e-30, rel=1e-9)
