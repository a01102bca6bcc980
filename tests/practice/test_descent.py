"""Practice of notebook 07: other right answers, and other ways into the same mistakes."""

import numpy as np

from lib.practice.descent import distance_after


def test_the_window_of_exercise_2():
    rates = np.arange(0.001, 0.3, 0.001)
    good = [rate for rate in rates if distance_after(rate) < 0.05]
    assert 0.165 < good[0] < 0.17 and 0.18 < good[-1] < 0.19
    assert distance_after(0.18) < 0.045
    assert distance_after(5.0, steps=400) == np.inf
