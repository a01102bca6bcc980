"""After the V: the complex step's error falls with slope 2, flattens at rounding and never rises."""

import math

import numpy as np
import pytest

from lib.explore.miracle import CURVES, EPS, STEPS, after_the_v
from lib.formula import function


def errors(stage):
    """The three errors over all steps, by name, as drawn."""
    lines = stage.figure.axes[0].lines
    return {name: lines[k].get_ydata() for k, name in enumerate(("forward", "central", "complex"))}


@pytest.mark.parametrize("name", [name for name in CURVES if name != "|x|"])
def test_the_v_and_what_has_none(name):
    stage = after_the_v(name, x=1.0)
    slope = abs(function(CURVES[name]).derivative(1.0))
    drawn = errors(stage)
    assert np.all(drawn["complex"][STEPS < 1e-9] <= 8 * EPS * max(slope, 1))
    bend = (STEPS > 1e-4) & (STEPS < 1e-2)
    for which, order in (("forward", 1), ("central", 2), ("complex", 2)):
        if name == "x³" or np.all(drawn[which][bend] > 1e-12):
            fit = np.polyfit(np.log10(STEPS[bend]), np.log10(drawn[which][bend]), 1)
            assert fit[0] == pytest.approx(order, abs=0.1), which
    for which in ("forward", "central"):
        assert drawn[which][STEPS < 1e-17] == pytest.approx(slope), "x + h is x"
    stage.close()


def test_what_is_said():
    stage = after_the_v("x³", x=1.0, h=0.1)
    assert "forward difference is off by 0.31" in stage.state
    assert "complex step is off by 0.01." in stage.state
    stage.controls["h"].value = 1e-300
    assert "central one finds 0" in stage.state and "no more than rounding" in stage.state
    stage.controls["f"].value = "|x|"
    assert "isn’t analytic" in stage.state and "forward difference finds 0" in stage.state
    stage.controls["f"].value = lambda x: x**3
    assert "compared with the complex step for h = 10⁻³⁰" in stage.state
    stage.controls["f"].value = lambda x: math.sin(x)
    assert "Take np.sin for math.sin" in stage.state and stage.error is None
    stage.controls["f"].value = "ln(x − 3)"
    assert "no slope to compare with" in stage.state
    stage.close()
