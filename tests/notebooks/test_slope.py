"""Notebook 01: what its prose says is so, computed another way."""

import numpy as np
import pytest

from lib.formula.functions import function


def multiple(x, h, f="x^2"):
    f = function(f)
    return (f(x + h) - f(x)) / h


def test_the_multiple_is_local_and_depends_on_the_nudge():
    assert multiple(2, 0.5) == pytest.approx(4.5)
    assert multiple(0, 0.5) == pytest.approx(0.5)
    assert multiple(-2, 0.5) == pytest.approx(-3.5)
    assert [multiple(2, h) for h in (0.5, 0.4, 0.3)] == pytest.approx([4.5, 4.4, 4.3])
    assert [multiple(x, 0.5, "3x+1") for x in (-2, 0.3, 2)] == pytest.approx([3, 3, 3])


def test_looks_and_steps_with_a_hundred_weights():
    assert 3000 // (100 + 1) == 29


def test_equal_steps_change_the_loss_unequally():
    def loss(w1):
        return (w1 * 4 + 3 * 0.1 - 1) ** 2

    changes = np.diff([loss(w) for w in (0.0, 0.1, 0.2, 0.3)])
    assert changes == pytest.approx([-0.40, -0.08, 0.24])
