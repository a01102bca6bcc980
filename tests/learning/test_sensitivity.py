"""What a trained network goes by: slopes of its answers, against nudges."""

import numpy as np
import pytest

from lib.learning.flock import MEASURED, flock, trained
from lib.learning.network import forward, input_jacobian, predict
from lib.learning.sensitivity import QUANTITIES, quantity, slopes_of_quantity

FOUR = tuple(MEASURED)


def final():
    return trained(FOUR, 8, 0.5, 100)[-1]


@pytest.mark.parametrize("what", QUANTITIES)
def test_slopes_by_the_inputs_agree_with_nudges(what):
    birds, layers, h = flock(), final().layers, 1e-6
    X, _ = birds.part("test")
    named = predict(layers, X)
    claimed = slopes_of_quantity(what, layers, X, named)
    for i, step in enumerate(h * np.eye(4)):
        up, down = (quantity(what, forward(layers, X + s)[0], named) for s in (step, -step))
        assert np.allclose(claimed[:, i], (up - down) / (2 * h), rtol=1e-5, atol=1e-7)


def test_numbers_of_sensitivity():
    birds, layers = flock(), final().layers
    X, _ = birds.part("test")
    named = predict(layers, X)
    J = input_jacobian(layers, X)[4]
    assert J[1, 0] / birds.std[0] == pytest.approx(0.5, abs=0.03)
    assert J[1, 3] / birds.std[3] == pytest.approx(-0.0016, abs=5e-5)
    lead = np.abs(slopes_of_quantity("its lead", layers, X, named))
    assert f"{lead[4, 0]:.1f}" == "7.7"
    longest = lead.argmax(axis=1)
    assert ((named == 0).sum(), (longest[named == 0] == 0).sum()) == (36, 34)
    gentoos = np.bincount(longest[named == 2], minlength=4)
    assert (gentoos.sum(), gentoos[0]) == (34, 5) and gentoos[1] + gentoos[3] > 20
    chance = np.abs(slopes_of_quantity("its probability", layers, X, named))
    assert (chance.max(axis=1) < 0.1).sum() == 74
    raw = birds.raw(slice(None))
    assert f"{np.corrcoef(raw[:, 2], raw[:, 3])[0, 1]:.2f}" == "0.87"
    without_mass = trained(FOUR[:3], 8, 0.5, 100)[-1].held_out[1]
    without_bill = trained(FOUR[1:], 8, 0.5, 100)[-1].held_out[1]
    assert (f"{without_mass:.1%}", f"{without_bill:.1%}") == ("96.9%", "84.4%")


def test_the_same_number_on_all_scores_changes_no_lead():
    scores = np.random.default_rng(0).normal(size=(7, 3))
    species = scores.argmin(axis=1)
    for what in ("its lead", "its probability"):
        same = quantity(what, scores + 5.0, species)
        assert np.allclose(quantity(what, scores, species), same)
