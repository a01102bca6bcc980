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
    assert turn(stage, s1=-1.0).endswith("f′ lies between 0.00 and 3.00, so on average as well.")
    assert "on average it lies higher" in turn(stage, s1=0.5)
    assert "on average it lies lower" in turn(stage, s1=2.5)
    assert "f′ is −1.00." in turn(stage, f="sign(x)", s1=0.0)
    for f, words in (("ln x", "no value"), ("5x", "the sliders end at 3")):
        turn(stage, f=f)
        assert isinstance(stage.error, FunctionError) and words in stage.problem
    stage.close()


@pytest.mark.parametrize(
    "f, leaps",
    [
        ("sign(x)", "for x ≠ 0.00"),
        ("x/|x|", "for x ≠ 0.00"),
        ("sign(x − 0.3)", "for x ≠ 0.30"),
        (lambda x: np.floor(x + 0.5) / 2, "but where it leaps"),
        ("tanh(10000x)", ""),
        ("1 − |x|", ""),
        ("2·cos(2x)", ""),
    ],
)
def test_no_curve_has_a_slope_that_leaps(f, leaps):
    stage = sketch("x", s1=-1.0)
    turn(stage, f=f)
    title = stage.figure.axes[1].get_title(loc="left") or stage.figure.axes[1].get_title()
    assert title.endswith(leaps) and (leaps or ("≠" not in title and "leaps" not in title))
    stage.close()


def test_a_leap_makes_a_corner():
    told = sketch("sign(x)", s1=-1.0, s2=-1.0, s3=1.0, s4=1.0).state
    assert "All 4 agree" in told and "leaps, as at x = 0.00: there the curve has a corner" in told


@pytest.mark.parametrize("f", WHOLE)
def test_the_curve_is_in_view_at_every_height(f):
    stage, whole = sketch(f), WHOLE[f]
    low, high = stage.figure.axes[0].get_ylim()
    reach = [whole(x) - whole(-2) for x in np.linspace(-2, 2, 41)]
    ends = stage.controls["c"].min, stage.controls["c"].max
    assert low < min(reach) + ends[0] and max(reach) + ends[1] < high
    stage.close()
