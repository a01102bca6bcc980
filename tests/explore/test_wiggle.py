"""around_zero: the slope at 0 and the slopes around it, by SymPy with many digits."""

import re

import numpy as np
import pytest
import sympy as sp

from lib.explore.wiggle import around_zero
from tests.explore.test_sentences import agree, numbers, said, sharp

X = sp.symbols("x", real=True)
WILD = X + 2 * X**2 * sp.sin(1 / X)
SLOPE = sharp(sp.diff(WILD, X))


@pytest.fixture(name="stage", scope="module")
def opened():
    stage = around_zero()
    yield stage
    stage.close()


@pytest.mark.parametrize("reach", [1.0, 0.1, 1e-4])
def test_it_falls_however_near(stage, reach):
    stage.controls["reach"].value = reach
    assert (
        sp.limit(WILD / X, X, 0) == 1 and "At 0 the slope is 1.00, and yet f falls" in stage.state
    )
    told = re.search(r"at x = (\S+) f′ is (\S+?)\.(?: |$)", stage.state)
    (x, half), (slope, _) = said(told[1]), said(told[2])
    assert 0 < abs(x) <= reach and slope < -0.99
    near = [SLOPE(t) for t in np.linspace(x - half, x + half, 101)]
    assert min(near) - 0.006 <= slope <= max(near) + 0.006  # x is told to three digits
    for share in (-0.36, 0.5, 1.0):
        stage.controls["place"].value = share
        here = numbers(stage.state.split(" At x = ")[1])
        assert agree(here[1], SLOPE(share * reach)), stage.state
    stage.controls["place"].value = 0.0
    assert stage.state.endswith("At x = 0 f′ = 1.00.")


def test_with_a_continuous_derivative_it_keeps_its_sign_nearby(stage):
    slope = sharp(sp.diff(X + 2 * X**3 * sp.sin(1 / X), X))
    stage.controls["f"].value = "x + 2x³·sin(1/x)"
    stage.controls["reach"].value = 0.1
    found = re.search(r"above 0 at all [\d,]+ places looked at, from (\S+) to (\S+)\.", stage.state)
    around = [slope(side * t) for t in 0.1 * np.geomspace(1e-3, 1, 2001) for side in (-1, 1)]
    assert said(found[1])[0] == pytest.approx(min(around), abs=0.01)
    assert said(found[2])[0] == pytest.approx(max(around), abs=0.01)


def test_ends_corners_and_own_functions(stage):
    for f, words in (
        ("|x|", "At 0 f has no slope"),
        ("ln(x)", "At 0 f has no slope"),
        ("x^2", "promises no sign"),
        ("-2x", "below 0 at all"),
        ("x if x < 0 else x + x^2", "above 0 at all"),
        (lambda x: 3 * x + x**2, "the slope is 3.00"),
        ("x + |x - 0.05|*3 - 0.15 + 4x", "above 0 at all"),
    ):
        stage.controls["f"].value = f
        assert stage.problem is None and words in stage.state, (f, stage.problem, stage.state)
    assert "no slope at 1 of the places" in stage.state
