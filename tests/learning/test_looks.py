"""Downhill by looks at the loss: against least squares, and look by look."""

import numpy as np
import pytest

from lib.formula.functions import function
from lib.learning.looks import LONGEST, slope_steps


def test_the_least_loss_of_three_samples_is_a_ninth():
    rows, due = np.array([[1, 2], [2, 1], [1, -1]]), np.array([1, 3, 1])
    best, residual, *_ = np.linalg.lstsq(rows, due, rcond=None)
    assert residual[0] / 3 == pytest.approx(1 / 9)
    loss = function("((w1+2w2-1)^2 + (2w1+w2-3)^2 + (w1-w2-1)^2)/3", variables=("w1", "w2"))
    assert loss(*best) == pytest.approx(1 / 9)
    assert slope_steps(loss, (-2.0, 2.0), 48)[-1] == pytest.approx(best, abs=0.01)


def test_a_step_costs_three_looks_and_is_no_longer_than_told():
    looked = []

    def loss(w1, w2):
        looked.append((w1, w2))
        return 100 * w1**2 + w2

    path = slope_steps(loss, (2.0, 0.0), 20)
    assert len(path) - 1 == 6 and len(looked) == 18
    assert np.hypot(*np.diff(path, axis=0).T).max() <= LONGEST * (1 + 1e-12)
    assert slope_steps(lambda w1, w2: np.nan, (0.0, 0.0), 9).tolist() == [[0.0, 0.0]]
