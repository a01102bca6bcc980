"""Sketch f from f′: which slopes agree, by exact antiderivatives; c is free; hopeless slopes refused."""

import math

import numpy as np
import pytest

from lib.explore.sketching import sketch
from lib.formula.refusals import FunctionError

WHOLE = {  # a function whose slope it is
    "x² − 1": lambda x: x**3 / 3 - x,
    "2·cos(2x)": lambda x: math.sin(2 * x),
    "e^x/2": lambda x: math.exp(x) / 2,
    "sign(x)": abs,
}


def turn(stage, **values):
    for name, value in values.items():
        stage.controls[name].value = value
    return stage.state


@pytest.mark.parametrize("f", WHOLE)
def test_the_nearest_stops_agree_and_no_others_do(f):
    stage, whole = sketch(f), WHOLE[f]
    means = [whole(a + 1) - whole(a) for a in (-2, -1, 0, 1)]
    nearest = {f"s{k + 1}": round(mean * 4) / 4 for k, mean in enumerate(means)}
    curve = stage.figure.axes[0].lines[1]
    for c in (0.0, 1.5):
        assert "All 4 agree" in turn(stage, **nearest, c=c)
        x, y = curve.get_data()
        due = [c + whole(at) - whole(-2) for at in x]
        assert np.allclose(y, due, atol=2e-3) and "any other height" in stage.state
    for name, value in nearest.items():
        for other in (value - 0.5, value + 0.5):
            told = turn(stage, **{name: other})
            assert "3 of 4 agree" in told and not len(curve.get_xdata()), told
        turn(stage, **{name: value})
    stage.close()


def test_what_is_wrong_is_told():
    stage = sketch("x² − 1")
    assert turn(stage, s1=-1.0).endswith("f′ lies between 0.00 and 3.00, so in the mean as well.")
    assert "in the mean it lies higher" in turn(stage, s1=0.5)
    assert "in the mean it lies lower" in turn(stage, s1=2.5)
    assert "f′ is −1.00." in turn(stage, f="sign(x)", s1=0.0)
    for f, words in (("ln x", "no value"), ("5x", "the sliders end at 3")):
        turn(stage, f=f)
        assert isinstance(stage.error, FunctionError) and words in stage.problem
    stage.close()
