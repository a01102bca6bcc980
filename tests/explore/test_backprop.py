"""Figures: the graph, one neuron, activations, a layer, a slice of the loss. What they show is so."""

import random
import re

import numpy as np
import pytest

from lib.explore import neuron as figures
from lib.explore.backprop import graph_steps
from lib.explore.batch import DB, DW, DX, layer_back
from lib.explore.loss_slice import loss_slice
from lib.formula.functions import function
from lib.learning.activations import sigmoid_slope, tanh_slope
from lib.learning.flock import penguin_data, penguin_network
from lib.learning.network import loss_and_gradients, with_weight
from lib.stage.controls import Stepper, places


def test_the_steps_of_the_notebook():
    stage = graph_steps("neuron and loss", x=1.5, w=0.8, b=-0.5, step=9)
    stepper = stage.controls["step"]
    assert isinstance(stepper, Stepper) and stepper.value == 9
    stepper.on.click()
    stepper.on.click()
    assert stepper.value == stepper.max == 11 and "0" in stepper.on.description
    assert "∂L/∂w = −0.221, ∂L/∂b = −0.147" in stage.state
    assert "∂L/∂x = −0.118" in stage.state
    stepper.back.click()
    assert stepper.value == 10 and "∂L/∂w" not in stage.state
    stage.controls["expression"].value = "x*x"
    assert stage.problem is None and stepper.max == 3 and stepper.value == 3
    assert "3" in stage.state and "added up" in stage.state
    stage.controls["expression"].value = "floor(x)"
    assert "no floor" in stage.problem and stepper.max == 3
    stage.controls["expression"].value = "ln(x - 3)"
    assert stage.problem is None and "no value" in stage.state
    stage.close()


def test_a_dead_relu_hands_back_nothing():
    stage = graph_steps("ReLU and loss", x=1.5, w=-0.8, b=-0.5, step=1)
    stage.controls["step"].value = stage.controls["step"].max
    assert "∂L/∂x = 0, ∂L/∂w = 0, ∂L/∂b = 0" in stage.state
    stage.close()


# neuron and activations


def test_by_hand_by_nudge_and_by_graph_agree():
    rng = random.Random(0)
    for text in [*figures.KINDS.values(), "z*sigmoid(z)", "sin(z)"]:
        f = function(text, ("z",))
        for _ in range(20):
            w, b, x, t = (rng.uniform(-2, 2) for _ in range(4))
            z = w * x + b
            hand = 2 * (f(z) - t) * f.derivative(z) * np.array([x, 1.0])
            nudged = figures._nudged(f, w, b, x, t)
            assert figures._by_graph(f, w, b, x, t) == pytest.approx(hand, rel=1e-9, abs=1e-12)
            assert nudged == pytest.approx(hand, rel=1e-5, abs=1e-7)


def test_what_the_neuron_shows():
    stage = figures.neuron("sigmoid", w=1.0, b=-0.5, x=1.5, target=0.0)
    assert "∂L/∂w = 0.431 and ∂L/∂b = 0.287" in stage.state
    stage.controls["b"].value = 3.0
    assert "∂L/∂w = 0.0322 and ∂L/∂b = 0.0215" in stage.state and "flat" in stage.state
    stage.controls["b"].value = -0.5
    stage.controls["x"].value = 0.0
    assert "∂L/∂w = 0 " in stage.state and "no say" in stage.state
    for name, value in [
        ("activation", "ReLU"),
        ("w", 0.0),
        ("b", 0.0),
        ("x", 1.5),
        ("target", 1.0),
    ]:
        stage.controls[name].value = value
    assert "no slope here" in stage.state and "goes on with 0" in stage.state
    shown_numbers = [t.get_text() for t in stage.figure.axes[1].texts[-6:]]
    assert shown_numbers == ["none", "−1.5", "0", "none", "−1", "0"]
    stage.close()


def test_the_slopes_of_activations():
    stage = figures.activations("sigmoid", z=0.0)
    assert "slope 0.25" in stage.state
    stage.controls["z"].value = 5.0
    assert "all but flat" in stage.state
    stage.controls["kind"].value = "ReLU"
    stage.controls["z"].value = 0.0
    assert "no slope: 0 on the left, 1 on the right" in stage.state
    assert "goes on with 0" in stage.state
    stage.controls["kind"].value = "leaky ReLU, leak 0.1"
    assert "0.1 on the left, 1 on the right" in stage.state and "goes on with 0.1" in stage.state
    stage.close()
    z = np.linspace(-20, 20, 4001)
    assert sigmoid_slope(z).max() == 0.25 and tanh_slope(z).max() == 1.0
    flat = [slope(z) < 0.05 * slope(0.0) for slope in (sigmoid_slope, tanh_slope)]
    assert flat[1].sum() > flat[0].sum(), "tanh saturates sooner"
    assert sigmoid_slope(5.0) < 0.05 * 0.25


# layer_back


def test_every_sum_of_a_layer_is_the_nudge_s():
    """L = ⟨D, Z⟩ over the samples that count: its slope by one entry, measured, and the number said."""
    rng = np.random.default_rng(1)
    D, X, W = (rng.integers(-4, 5, shape) / 2 for shape in [(3, 2), (3, 4), (2, 4)])
    stage = layer_back(D=D, X=X, W=W, samples=3)
    for what in (DW, DB, DX):
        for samples, unit, column in np.ndindex(3, 2, 4):
            now = {"samples": samples + 1, "unit": unit + 1, "input": column + 1, "what": what}
            for name, value in now.items():
                stage.controls[name].value = value
            nudge = {name: np.zeros(t.shape) for name, t in {"W": W, "b": W[:, 0], "X": X}.items()}
            entry = {DW: ("W", (unit, column)), DB: ("b", unit), DX: ("X", (samples, column))}[what]
            nudge[entry[0]][entry[1]] = 1.0
            dZ = (X + nudge["X"]) @ (W + nudge["W"]).T + nudge["b"] - X @ W.T
            due = np.sum((D * dZ)[: samples + 1])
            said = re.search(r" = (\S+): ", stage.state.replace("−", "-"))[1]
            assert float(said) == due, stage.state
    stage.close()


def test_tables_that_do_not_fit_are_told():
    with pytest.raises(ValueError, match="were due"):
        layer_back(W=np.ones((3, 2)))
    with pytest.raises(ValueError, match="a row for each sample"):
        layer_back(D=np.ones((2, 2)))
    with pytest.raises(ValueError, match="can be shown"):
        layer_back(D=np.ones((9, 2)), X=np.ones((9, 3)))
    with pytest.raises(ValueError, match="finite"):
        layer_back(W=np.full((2, 3), np.nan))


# loss_slice


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_the_slice_and_the_claim(activation):
    stage = loss_slice(activation=activation)
    for name in ("move", "weight"):
        for place in places(stage.controls[name])[::3]:
            stage.controls[name].value = place
            said = stage.state.replace("−", "-")
            found = re.search(r"slope (-?[\d.]+), a nudge measures (-?[\d.]+):", said)
            claimed, measured = map(float, found.groups())
            assert claimed == pytest.approx(measured, abs=2e-4), stage.state
    stage.close()


def test_first_layer_weights_have_corners_with_relu_and_last_layer_weights_none():
    X, y = penguin_data()
    layers = penguin_network("relu", 5)

    def largest_jump(where, h=1e-3):
        k, i, j = where
        start = layers[k].W[i, j]
        slopes = [
            loss_and_gradients(with_weight(layers, where, start + m), X, y)[1]
            for m in np.arange(-0.5, 0.5, h)
        ]
        return np.abs(np.diff([s[k][0][i, j] for s in slopes])).max()

    first, last = largest_jump((0, 0, 0)), largest_jump((1, 0, 0))
    assert first > 5 * last
