"""Notebook 05: what its prose says is so, computed another way."""

import numpy as np
import pytest
import sympy

from lib.calculus.gradients import directional_derivative, gradient
from lib.formula.planes import slopes_around
from lib.practice import gradients as ex
from lib.stage.choices import SMOOTH
from tests.surfaces import EXACT, POINTS, exact_gradient, named, x, y, z


def bowl(v):
    return v[0] ** 2 + v[1] ** 2


@pytest.mark.parametrize("name", EXACT)
def test_the_chosen_functions_and_their_gradients(name):
    f, exact = named(name), exact_gradient(name)
    assert set(EXACT) == set(SMOOTH)
    for a, b in POINTS:
        assert f(a, b) == pytest.approx(float(EXACT[name].subs({x: a, y: b})))
        assert f.gradient(a, b) == pytest.approx(exact(a, b))
        assert gradient(lambda v: f(*v), np.array([a, b])) == pytest.approx(exact(a, b), abs=1e-8)


def test_the_formulas_of_the_prose():
    f = 2 * z**3 * x**2
    assert sympy.diff(f, x) == 4 * z**3 * x and sympy.diff(f, z) == 6 * z**2 * x**2
    by_hand = ex.partials.right
    for a, b in POINTS:
        due = [float(sympy.diff(f, v).subs({x: a, z: b})) for v in (x, z)]
        assert by_hand(a, b) == pytest.approx(due)
    assert by_hand(1.0, 1.0).tolist() == [4, 6]
    step = 1e-20  # complex step: no cancellation
    assert (2 * 2**3 * (1 + step * 1j) ** 2).imag / step == pytest.approx(by_hand(1, 2)[0])


def test_the_hillside_and_sixty_degrees():
    assert np.hypot(0.3, 0.4) == pytest.approx(0.5)
    assert 5 * np.cos(np.radians(60)) == pytest.approx(2.5)
    assert np.cos(np.radians(30)) == pytest.approx(0.87, abs=0.005)
    assert 5 * np.sin(np.radians(60)) == pytest.approx(4.33, abs=0.005)


def test_a_direction_has_length_one_and_that_is_said():
    here, d = np.array([1.0, 0.5]), np.array([3.0, 4.0])
    with pytest.raises(ValueError, match=r"\|u\| is 5.*normalise"):
        directional_derivative(bowl, here, d)
    assert directional_derivative(bowl, here, d, normalise=True) == pytest.approx(2)
    assert gradient(bowl, here) @ d == pytest.approx(5 * 2)


def test_the_gradient_of_the_hill_misses_the_hilltop():
    f = named("a hill and a hollow")
    side = np.linspace(0, 1.5, 601)
    xs, ys = np.meshgrid(side, side - 0.75)
    top = np.unravel_index(np.argmax(f(xs, ys)), xs.shape)
    to_top = np.array([xs[top], ys[top]]) - (0, 1)
    g = f.gradient(0, 1)
    cosine = g @ to_top / np.linalg.norm(g) / np.linalg.norm(to_top)
    assert 20 < np.degrees(np.arccos(cosine)) < 40


def test_steepest_depends_on_the_units_of_an_input():
    """x = 10 s: the gradient on the map (s, y), carried back to (x, y), is another direction."""
    on_new_map = gradient(lambda v: bowl([10 * v[0], v[1]]), np.array([0.1, 0.5]))
    back = on_new_map * [10, 1]
    old = gradient(bowl, np.array([1.0, 0.5]))
    assert abs(back[0] * old[1] - back[1] * old[0]) > 0.1 * np.linalg.norm(back)


def test_the_crease_and_the_jump_of_the_prose():
    f, g = named("x²y/(x² + y²), 0 at 0"), named("xy/(x² + y²), 0 at 0")
    t = np.array([0.1, 0.01, 0.001])
    assert f(t, 0 * t).tolist() == f(0 * t, t).tolist() == [0, 0, 0]
    assert f(t, t) / (t * np.sqrt(2)) == pytest.approx(1 / np.sqrt(8))
    turn = np.radians([30, 150, 210, 330])
    assert (np.sign(slopes_around(f, 0, 0, turn)) == [1, 1, -1, -1]).all()
    assert f.gradient(0, 0).tolist() == g.gradient(0, 0).tolist() == [0, 0]
    assert g(t, t) == pytest.approx(0.5) and g(0, 0) == 0


def test_np_gradient_of_the_table():
    a, b = np.arange(0, 2.01, 0.5), np.arange(0, 1.01, 0.25)
    table = a**2 + b[:, None] ** 2
    first, second = np.gradient(table)
    inside = (slice(1, -1), slice(1, -1))
    assert first[inside] == pytest.approx((0.25 * 2 * b[:, None] + 0 * a)[inside])
    assert second[inside] == pytest.approx((0.5 * 2 * a + 0 * b[:, None])[inside])
    by_y, by_x = np.gradient(table, 0.25, 0.5)
    assert by_x[2, 2] == pytest.approx(2) and by_y[2, 2] == pytest.approx(1)
    assert by_x[2, 4] == pytest.approx(3.5)  # the edge: order 1


def test_the_loss_of_the_neuron():
    samples, targets = np.array([[1, 2], [2, 1], [1, -1]]), np.array([1, 3, 1])

    def loss(w):
        return np.mean((samples @ w - targets) ** 2)

    w = np.array([-2.0, 2.0])
    by_hand = 2 / 3 * samples.T @ (samples @ w - targets)
    assert gradient(loss, w) == pytest.approx(by_hand, abs=1e-7)
    assert loss(w - 0.01 * by_hand) < loss(w)
