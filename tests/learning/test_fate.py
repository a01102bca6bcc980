"""What became of a path, told apart by the path alone, and the slopes that it followed."""

import numpy as np
import pytest

from lib.formula.functions import function
from lib.learning.descent import gradient_descent
from lib.learning.fate import fate, height_of, is_valley, slopes_of

FAR, NEAR = 1e3, 5e-3
CURVES = {
    "a plateau": "4 - 4*e^(-w^2)",
    "a corner": "|w|",
    "a staircase": "floor(|w| + 0.2)",
}
SURFACES = {
    "a ravine": "w1^2/2 + 10*w2^2",
    "a round bowl": "(w1^2 + w2^2)/2",
    "a saddle": "w1^2/2 - w2^2/2 + w2^4/16",
    "a plateau": "3 - 3*e^(-w1^2 - w2^2)",
    "two valleys": "(w1^2 - 2)^2/4 + w2^2 - w1/4",
}


def curve(name):
    return function(CURVES[name], ("w",))


def surface(name):
    return function(SURFACES[name], ("w1", "w2"))


@pytest.mark.parametrize("c", [0.5, 1.0, 4.0])
def test_the_edge_of_a_bowl_is_at_two_over_its_curvature(c):
    def after(share, steps=400):
        return gradient_descent(lambda w: c * w, 2.0, share * 2 / c, steps)

    assert fate(after(0.01, 20), FAR, NEAR).what == "moves"
    assert fate(after(0.5), FAR, NEAR).what == "settles"
    assert fate(after(0.9, 10), FAR, NEAR).what == "closes in"
    assert fate(after(0.999, 20), FAR, NEAR).what == "oscillates"
    assert fate(after(1.05, 20), FAR, NEAR).what == "explodes"
    assert fate(after(1.05), FAR, NEAR).what == "explodes"
    assert fate(after(50.0), FAR, NEAR).what == "explodes"


def test_the_factor_between_swings_is_told():
    found = fate(gradient_descent(lambda w: w, 2.0, 1.9, 10), FAR, NEAR)
    assert found.growth == pytest.approx(0.9)
    assert fate(gradient_descent(lambda w: w, 2.0, 2.1, 10), FAR, NEAR).growth == pytest.approx(1.1)


def test_no_slope_and_no_step_are_told_apart():
    assert fate(gradient_descent(lambda w: 0 * w, 2.0, 1.0, 5), FAR, NEAR).what == "stays"
    path = gradient_descent(lambda w: np.nan if w < 1 else 1.0, 2.0, 0.6, 5)
    assert fate(path, FAR, NEAR)[:2] == ("no slope", 2)
    path = gradient_descent(lambda w: w**5, 9.0, 1.0, 20)
    assert fate(path, FAR, NEAR).what == "explodes"
    assert fate(gradient_descent(lambda w: w, [1.0, 2.0], 0.1, 0), FAR, NEAR).what == "stays"


@pytest.mark.parametrize("name", list(SURFACES))
def test_quick_slopes_are_the_gradient(name):
    f, rng = surface(name), np.random.default_rng(0)
    plain = function(lambda w1, w2: f(w1, w2), ("w1", "w2"))
    for w in rng.uniform(-2.5, 2.5, size=(20, 2)):
        assert slopes_of(f)(w) == pytest.approx(f.gradient(*w), rel=1e-12, abs=1e-12)
        assert slopes_of(plain)(w) == pytest.approx(f.gradient(*w), rel=1e-6, abs=1e-7)


def test_a_point_with_too_many_coordinates_is_refused():
    with pytest.raises(ValueError, match="2 variables"):
        slopes_of(surface("a ravine"))(np.zeros(3))


def test_slopes_at_corners_and_far_away():
    assert np.isnan(slopes_of(curve("a corner"))(0.0))
    assert slopes_of(curve("a staircase"))(1.5) == 0
    assert np.isinf(slopes_of(function(lambda w: w**400, ("w",)))(1e7))
    assert height_of(function(lambda w: w**400, ("w",)), 1e7) == np.inf


def test_valleys_are_told_from_saddles():
    assert is_valley(surface("a ravine"), [0, 0], 0.15)
    assert not is_valley(surface("a saddle"), [0, 0], 0.15)
    assert is_valley(surface("a saddle"), [0, 2], 0.15)
    assert not is_valley(curve("a plateau"), 2.5, 0.15)
