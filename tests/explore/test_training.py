"""Figures: training, the map, what the network goes by, symptoms. What they show is so."""

import re

import numpy as np
import pytest

from lib.explore import remedies as held
from lib.explore import symptoms as ill
from lib.explore import training as figures
from lib.explore.sensitivity import sensitivity
from lib.formula.functions import FunctionError
from lib.learning.flock import MEASURED, flock, trained
from lib.learning.network import initialise
from lib.learning.symptoms import certain_until, losses_of

FOUR = tuple(MEASURED)


def final():
    return trained(FOUR, 8, 0.5, 100)[-1]


def test_measurements_that_there_are_not():
    for bad in (("beak",), (), ("bill length", "bill length")):
        with pytest.raises(FunctionError, match="bill depth"):
            flock(bad)
    with pytest.raises(FunctionError, match="two measurements"):
        figures.decision_map(["bill length"])


def test_own_measurements_and_own_layers():
    stage = figures.train(["bill depth", "body mass"], hidden=3)
    assert stage.state.startswith("A 2–3–3 network")
    stage.close()
    stage = figures.train(["flipper length", "body mass", "bill depth"])
    assert stage.state.startswith("A 3–8–3 network")
    stage.close()
    stage = figures.decision_map(["body mass", "bill length"], epoch=50)
    assert stage.figure.axes[0].get_xlabel() == "body mass (g)"
    stage.close()
    stage = sensitivity(layers=initialise([4, 5, 3], 0))
    assert "Test penguin 4" in stage.state
    stage.close()


def test_the_training_figure_says_what_the_network_does():
    stage = figures.train(epoch=100)
    last = final()
    assert f"{100 * last.held_out[1]:.1f} %" in stage.state
    assert f"loss {last.loss:.3g}"[:9] in stage.state
    stage.close()


def curves(fault, seed=3, **more):
    birds = flock()
    parts = birds.part("training"), birds.part("validation")
    return losses_of(fault, *parts, seed, mean=birds.mean, std=birds.std, **more)


def test_no_sentence_tells_a_number_that_hangs_on_rounding():
    birds = flock()
    parts = birds.part("training"), birds.part("validation")
    stage = ill.symptoms("η 100 times too large")
    known = certain_until("η 100 times too large", *parts, 3, mean=birds.mean, std=birds.std)
    told = []
    for epoch in range(known + 1, 61):
        stage.controls["epoch"].value = epoch
        assert "another processor draws another curve" in stage.state
        told.append(re.findall(r"at epoch \d+ it was [\d.]+", stage.state))
    assert told == [told[0]] * len(told), "what is told of the run is what was certain"
    stage.controls["epoch"].value = known
    assert "another processor" not in stage.state
    stage.close()


def test_an_update_of_one_s_own():
    from lib.learning.network import update

    stage = ill.symptoms(update=lambda layers, g, eta: update(layers, g, eta / 2))
    assert "“your own update”" in stage.state
    stage.close()
    with pytest.raises(FunctionError, match="gives back a list of new layers"):
        ill.symptoms(update=lambda layers, gradients, eta: None)
    with pytest.raises(ValueError, match="shuffled"):
        curves("bad luck")


# Two remedies


@pytest.mark.parametrize("decay", [0.0, 0.01])
def test_what_the_remedies_say(decay):
    """Trained once more in plain NumPy: the losses, the shares, and where the lowest loss is."""
    birds = flock()
    (X, y), (V, true) = birds.part("training"), birds.part("validation")
    X, y = X[:60], np.where(np.arange(60) % 6 == 0, (y[:60] + 1) % 3, y[:60])
    (W1, b1, *_), (W2, b2, *_) = initialise([4, 32, 3], 3)
    losses, stage = [], held.remedies(decay, epoch=0)

    def judged(A, labels):
        S = np.tanh(A @ W1.T + b1) @ W2.T + b2
        p = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
        return p, -np.log(p[range(len(A)), labels]).mean(), (S.argmax(axis=1) == labels).mean()

    for epoch in range(1501):
        p, own, share = judged(X, y)
        _, new, right = judged(V, true)
        losses.append(new)
        if epoch in (0, 210, 1500):
            stage.controls["epoch"].value = epoch
            told = re.search(r"loss ([\d.]+) on the 60 it trains on, ([\d.]+) on v", stage.state)
            assert [float(n) for n in told.groups()] == pytest.approx([own, new], rel=0.06)
            assert f"{100 * right:.0f} % of which" in stage.state
            assert f"labels it says {100 * share:.0f} %" in stage.state
        H, D2 = np.tanh(X @ W1.T + b1), (p - np.eye(3)[y]) / 60
        D1 = (D2 @ W2) * (1 - H**2)
        W2, b2 = W2 - 0.2 * (D2.T @ H + decay * W2), b2 - 0.2 * D2.sum(axis=0)
        W1, b1 = W1 - 0.2 * (D1.T @ X + decay * W1), b1 - 0.2 * D1.sum(axis=0)
    if decay:
        assert "stays down" in stage.state and losses[-1] < 1.05 * min(losses)
    else:
        assert f"lowest at epoch {np.argmin(losses)}." in stage.state
    stage.close()


def test_labels_of_the_reader_s_own():
    healthy = held.remedies(every=0)
    assert "stays down" in healthy.state or "lowest at" in healthy.state
    healthy.close()
    for bad in (-1, 61, 2.5, True):
        with pytest.raises(ValueError, match="whole number"):
            held.remedies(every=bad)
