"""Tangent planes: their error, and functions that have none though both partials exist."""

import numpy as np
import pytest

from lib.formula.functions import function
from lib.formula.planes import has_tangent_plane, rim_error, slopes_around
from tests.surfaces import EXACT, POINTS, exact_gradient, named


def test_the_plane_of_the_bowl_is_off_by_the_distance_squared():
    reach = np.logspace(-3, 0, 7)
    for a, b in POINTS:
        assert rim_error(lambda p, q: p**2 + q**2, a, b, (2 * a, 2 * b), reach) == pytest.approx(
            reach**2, rel=1e-6
        )


@pytest.mark.parametrize("name", EXACT)
def test_the_error_of_a_tangent_plane_has_order_two(name):
    f, exact = named(name), exact_gradient(name)
    for a, b in POINTS:
        error = rim_error(f, a, b, exact(a, b), np.array([1e-2, 1e-3]))
        assert 1.7 < np.log10(error[0] / error[1]) < 2.3
        assert has_tangent_plane(f, a, b, exact(a, b))


ROUGH_PLACES = [
    ("√|xy|", 0, 0, False),
    ("√|xy|", 1, 1, True),
    ("x²y/(x² + y²), 0 at 0", 0, 0, False),
    ("x²y/(x² + y²), 0 at 0", 0, 1, True),
    ("xy/(x² + y²), 0 at 0", 0, 0, False),
    ("xy/(x² + y²), 0 at 0", 0.5, -1, True),
]


@pytest.mark.parametrize(("name", "a", "b", "smooth"), ROUGH_PLACES)
def test_partials_exist_and_may_promise_too_much(name, a, b, smooth):
    f = named(name)
    slopes = f.gradient(a, b)
    assert np.isfinite(slopes).all()
    assert has_tangent_plane(f, a, b, slopes) is smooth


def test_other_tests_of_differentiability():
    def told(text, a, b):
        f = function(text, variables=("x", "y"))
        return has_tangent_plane(f, a, b, f.gradient(a, b))

    assert told("3", 0, 0) and told("2x - y", 1, 1) and told("x*|x| + y^3", 0, 0)
    assert told("sqrt(|x|^3)", 0, 0)
    assert not told("|x| + |y|", 0, 1) and not told("sqrt(x^2 + y^2)", 0, 0)
    assert not told("step(x + y)", 0, 0) and not told("cbrt(x*y^2)", 0, 0)


def test_slopes_around_by_formula():
    angles = np.radians(np.arange(0, 360, 15))
    c, s = np.cos(angles), np.sin(angles)
    for name in EXACT:
        a, b = POINTS[0]
        due = exact_gradient(name)(a, b) @ np.array([c, s])
        assert slopes_around(named(name), a, b, angles) == pytest.approx(due, abs=1e-8)
    assert slopes_around(named("√|xy|"), 0, 0, angles) == pytest.approx(
        np.sqrt(np.abs(c * s)), abs=1e-7
    )
    assert slopes_around(named("x²y/(x² + y²), 0 at 0"), 0, 0, angles) == pytest.approx(
        c**2 * s, abs=1e-9
    )
    jumps = slopes_around(named("xy/(x² + y²), 0 at 0"), 0, 0, angles)
    assert (np.isfinite(jumps) == (np.arange(0, 360, 15) % 90 == 0)).all()
