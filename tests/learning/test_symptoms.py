"""Runs with something wrong: what their curves do."""

import numpy as np

from lib.learning.symptoms import FALLS, RESTS, RISES, trend


def test_a_trend_is_of_the_last_ten_epochs():
    fall, rise, rest = np.geomspace(1, 0.1, 30), np.geomspace(0.1, 1, 30), np.full(30, 0.5)
    for curve, word in ((fall, FALLS), (rise, RISES), (rest, RESTS)):
        assert trend(curve) == word
    assert trend(np.concatenate([fall, rest[:11]])) == RESTS
    assert trend(np.concatenate([rise, fall[:11]])) == FALLS
    assert trend(0.5 + 0.009 * np.linspace(0, 1, 11)) == RESTS
