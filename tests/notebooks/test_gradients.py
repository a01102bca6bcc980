"""Notebook 05: what its prose claims, what its figures show, by routes of their own."""

import re
from functools import partial

import numpy as np
import pytest
import sympy
from mpl_toolkits.mplot3d import proj3d

from lib.calculus.gradients import directional_derivative, gradient
from lib.explore.compass import compass
from lib.explore.gradients import gradient_field
from lib.explore.partials import slices
from lib.explore.tangent_plane import tangent_plane
from lib.formula.functions import function
from lib.formula.planes import has_tangent_plane, rim_error, slopes_around
from lib.practice import gradients as ex
from lib.practice.engine.checking import NOT_YET, RIGHT
from lib.stage.choices import ROUGH, SMOOTH

x, y, z = sympy.symbols("x y z", real=True)
EXACT = {
    "2x²y³": 2 * x**2 * y**3,
    "x² + y²": x**2 + y**2,
    "x² − y²": x**2 - y**2,
    "sin(2x)·cos(y)": sympy.sin(2 * x) * sympy.cos(y),
    "a hill and a hollow": 2 * sympy.exp(-((x - sympy.Rational(4, 5)) ** 2) - y**2)
    - sympy.exp(-((x + 1) ** 2) - (y - sympy.Rational(4, 5)) ** 2),
}
POINTS = [(1.0, 0.5), (-0.7, 1.3), (0.35, -1.1), (-1.2, -0.4)]


def named(name):
    return function((SMOOTH | ROUGH)[name], variables=("x", "y"))


def exact_gradient(name):
    slopes = [sympy.diff(EXACT[name], v) for v in (x, y)]
    return lambda a, b: np.array([float(s.subs({x: a, y: b})) for s in slopes])


def bowl(v):
    return v[0] ** 2 + v[1] ** 2


@pytest.fixture(name="open_figure")
def opener():
    stages = []

    def open_one(figure, *args, **settings):
        stages.append(figure(*args, **settings))
        return stages[-1]

    yield open_one
    for stage in stages:
        stage.close()


# Mathematics


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


def test_the_crease_and_the_jump_of_the_prose():
    f, g = named("√|xy|"), named("xy/(x² + y²), 0 at 0")
    t = np.array([0.1, 0.01, 0.001])
    assert f(t, 0 * t).tolist() == f(0 * t, t).tolist() == [0, 0, 0]
    assert f(t, t) / (t * np.sqrt(2)) == pytest.approx(np.sqrt(0.5))
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


# Figures


def in_pixels(ax, points):
    return ax.transData.transform(np.asarray(points, dtype=float))


def drawn_arrow(stage):
    from matplotlib.patches import FancyArrowPatch

    (arrow,) = [a for a in stage._moving if isinstance(a, FancyArrowPatch)]
    start, end = arrow._posA_posB
    return np.array(start), np.array(end), arrow


@pytest.mark.parametrize("name", EXACT)
def test_the_drawn_gradient_is_square_on_the_drawn_contour(open_figure, name):
    stage = open_figure(gradient_field, name)
    f, exact = named(name), exact_gradient(name)
    for a, b in POINTS:
        stage.controls["x"].value, stage.controls["y"].value = a, b
        start, end, arrow = drawn_arrow(stage)
        ax = arrow.axes
        level = stage._moving[0].get_xydata()
        assert np.nanmax(np.abs(f(*level.T) - f(a, b))) < 0.02 * (1 + abs(f(a, b)))
        ends = np.stack([level[:-1], level[1:]])
        there = ends[:, np.linalg.norm(np.diff(ends, axis=0)[0], axis=1) > 0.02]
        closest = np.argmin(np.linalg.norm(there.mean(axis=0) - (a, b), axis=1))
        along = np.diff(in_pixels(ax, there[:, closest]), axis=0)[0]
        uphill = np.diff(in_pixels(ax, [start, end]), axis=0)[0]
        cosine = along @ uphill / np.linalg.norm(along) / np.linalg.norm(uphill)
        assert abs(np.degrees(np.arccos(abs(cosine))) - 90) < 8  # the contour is a polygon
        g = exact(a, b)
        tangent = np.array([-g[1], g[0]])
        on_screen = np.diff(in_pixels(ax, np.add((a, b), [[0, 0], tangent])), axis=0)[0]
        cosine = on_screen @ uphill / np.linalg.norm(on_screen) / np.linalg.norm(uphill)
        assert abs(cosine) < 1e-6  # equal aspect: a right angle stays one
        assert start == pytest.approx((a, b))
        assert len(start) == len(end) == 2
        assert np.linalg.norm(end - start) > 0


def test_the_arrow_grows_with_the_gradient(open_figure):
    stage = open_figure(gradient_field, "x² + y²")
    lengths = []
    for a in (0.25, 0.5, 1.0):
        stage.controls["x"].value, stage.controls["y"].value = a, 0
        start, end, _ = drawn_arrow(stage)
        lengths.append(np.linalg.norm(end - start))
    assert np.array(lengths[1:]) / lengths[:-1] == pytest.approx([2, 2])
    unit = float(re.search(r"slope of ([\d.]+)", all_text(stage))[1])
    assert lengths[-1] * unit == pytest.approx(2)
    stage.controls["x"].value = 0
    assert "level in every direction" in stage.state and not drawn_arrow(stage)[2].get_visible()


def all_text(stage):
    from matplotlib.text import Text

    return "\n".join(t.get_text() for t in stage.figure.findobj(Text))


@pytest.mark.parametrize("figure", [slices, tangent_plane])
def test_lines_on_a_surface_land_where_the_view_puts_them(open_figure, figure):
    """The layer is drawn with the projection of the background; a turned view takes both along."""
    stage = open_figure(figure, "x² − y²")
    for turn in (-60, 35):
        stage.controls["turn"].value = turn
        stage.controls["x"].value, stage.controls["y"].value = 0.5, -0.75
        space = stage.figure.axes[0]
        assert space.azim == turn
        flat = proj3d.proj_transform(0.5, -0.75, 0.5**2 - 0.75**2, space.get_proj())[:2]
        left, bottom = space.transData.transform(flat)
        top = stage.figsize[1] * 72
        places = re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)"', stage._front.value)
        away = [np.hypot(float(a) - left, top - float(b) - bottom) for a, b in places]
        assert min(away) < 0.1


def test_slices_lie_on_the_surface_and_their_tangents_have_the_partials(open_figure):
    stage = open_figure(slices, "2x²y³")
    f, exact = named("2x²y³"), exact_gradient("2x²y³")
    for a, b in POINTS:
        stage.controls["x"].value, stage.controls["y"].value = a, b
        cuts3, cut_x, cut_y, touch_x, touch_y, touch3_x, touch3_y = stage._moving
        xs, ys, zs = (np.asarray(c, float) for c in cuts3.get_data_3d())
        seen = np.isfinite(zs)
        assert seen.sum() > 30 and zs[seen] == pytest.approx(f(xs[seen], ys[seen]))
        assert ((xs[seen] == a) | (ys[seen] == b)).all()
        for flat, deep, i in ((touch_x, touch3_x, 0), (touch_y, touch3_y, 1)):
            across, up = flat.get_data()
            assert (up[2] - up[0]) / (across[2] - across[0]) == pytest.approx(exact(a, b)[i])
            assert up[1] == pytest.approx(f(a, b))
            coordinates = deep.get_data_3d()
            assert np.ptp(coordinates[1 - i]) == 0
            assert np.ptp(coordinates[2]) == pytest.approx(np.ptp(up))
        assert f"{abs(exact(a, b)[0]):.2f}" in stage.state


def test_no_tangent_is_drawn_where_there_is_none(open_figure):
    stage = open_figure(slices, "|x| + |y|", x=0.0, y=1.0)
    touch_x, touch_y = stage._moving[3:5]
    assert not np.isfinite(touch_x.get_ydata()).any() and np.isfinite(touch_y.get_ydata()).all()
    assert "∂f/∂x: none here" in stage.state
    stage = open_figure(gradient_field, "|x| + |y|", x=0.0, y=1.0)
    assert not drawn_arrow(stage)[2].get_visible() and "no gradient" in stage.state
    stage = open_figure(tangent_plane, "|x| + |y|", x=0.0, y=1.0)
    assert "no plane" in stage.state and not stage._moving[2].get_visible()
    stage = open_figure(slices, lambda a, b: abs(a) + b, x=0.0, y=1.0)
    assert "∂f/∂x: none here" in stage.state


def test_the_view_follows_on_release_only(open_figure):
    for figure in (slices, tangent_plane):
        stage = open_figure(figure)
        for control in ("turn", "tilt"):
            assert control in stage._settings
            assert stage.controls[control].continuous_update is False
        for control in ("x", "y"):
            assert control not in stage._settings
        before = stage._back.value
        stage.controls["x"].value = -1.0
        assert stage._back.value == before
        stage.controls["turn"].value = 20
        assert stage._back.value != before and "(−1.00" in stage.state


def test_backgrounds_stay_small(open_figure):
    for figure in (slices, tangent_plane):
        stage = open_figure(figure)
        for choice in ("x² − y²", "sin(2x)·cos(y)"):
            stage.controls["f"].value = choice
            assert len(stage._back.value) < 150_000, (figure, choice)


def test_the_compass_shows_the_slope_of_its_direction(open_figure):
    stage = open_figure(compass, "x² + y²", x=1.0, y=0.5)
    needle = stage._moving[1]
    for angle in range(0, 361, 30):
        stage.controls["angle"].value = angle
        u = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        slope = np.array([2.0, 1.0]) @ u
        assert needle._posA_posB[1] == pytest.approx(abs(slope) * u, abs=1e-6)
        assert ("uphill" if slope > 0 else "downhill") in stage.state
        assert f"{abs(slope):.2f}" in stage.state
    for ax in stage.figure.axes:
        assert ax.get_aspect() == 1


def test_the_lobes_of_the_compass_are_circles_through_the_place(open_figure):
    stage = open_figure(compass, "x² + y²", x=1.0, y=0.5)
    lobes = [line for line in stage.figure.axes[1].lines if line.get_linewidth() > 1.5]
    assert len(lobes) == 2
    for lobe, sign in zip(lobes, (1, -1), strict=True):
        points = lobe.get_xydata()
        points = points[np.isfinite(points).all(axis=1)]
        away = np.linalg.norm(points - sign * np.array([2.0, 1.0]) / 2, axis=1)
        assert away == pytest.approx(np.hypot(2, 1) / 2, abs=1e-6)


def test_the_compass_says_where_the_partials_fail(open_figure):
    stage = open_figure(compass, "√|xy|", x=0.0, y=0.0, angle=45)
    assert "0.71, uphill" in stage.state and "∇f·u = 0.00" in stage.state
    assert "isn't differentiable" in stage.state
    stage.controls["angle"].value = 90
    assert "this once ∇f·u agrees" in stage.state and "but" not in stage.state
    stage = open_figure(compass, "xy/(x² + y²), 0 at 0", x=0.0, y=0.0, angle=45)
    assert "no slope this way" in stage.state


def test_the_plane_and_its_error(open_figure):
    stage = open_figure(tangent_plane, "x² + y²", x=0.5, y=0.5)
    errors, mark, plane, _ = stage._moving
    for reach in (1.0, 0.1, 0.01):
        stage.controls["reach"].value = reach
        assert mark.get_xydata()[0] == pytest.approx([reach, reach**2])
        a, b, c = (np.asarray(part, float) for part in plane.get_data_3d())
        seen = np.isfinite(a)
        assert c[seen] == pytest.approx(0.5 + (a[seen] - 0.5) + (b[seen] - 0.5))
    r, e = errors.get_data()
    assert np.polyfit(np.log10(r), np.log10(e), 1)[0] == pytest.approx(2)
    stage.controls["f"].value = "√|xy|"
    stage.controls["x"].value = stage.controls["y"].value = 0
    r, e = errors_of(stage)
    assert np.polyfit(np.log10(r), np.log10(e), 1)[0] == pytest.approx(1)
    assert "no tangent plane" in stage.state
    stage.controls["f"].value = "2x - 3y"
    assert "its own plane" in stage.state


def errors_of(stage):
    return stage._moving[0].get_data()


def scalars_only(a, b):
    return float(a) * float(b) if a > 0 else 0.0


def raises(a, b):
    raise RuntimeError("boom")


@pytest.mark.parametrize("figure", [slices, gradient_field, compass, tangent_plane])
def test_the_readers_own_function(open_figure, figure):
    stage = open_figure(figure, scalars_only)
    assert stage.problem is None
    good, state = stage._back.value, stage.state
    for bad in (raises, lambda a, b: None, "x +", lambda a: a):
        stage.controls["f"].value = bad
        assert stage.problem and "Traceback" not in stage.problem
        assert stage._back.value == good and stage.state == state
    for odd in ("3", "1/x", "ln(x*y)", "1e9*x*y", "step(x)"):
        stage.controls["f"].value = odd
        for place in (0.0, 1.0):
            stage.controls["x"].value = stage.controls["y"].value = place
            assert stage.problem is None, (odd, place, stage.problem)
            assert not re.search(r"\b(nan|inf)\b", stage.state), (odd, place, stage.state)


# The exercises: other right answers, and wrong ones that look right


def test_edges_of_either_order_are_right():
    for order in (1, 2):
        by_order = partial(np.gradient, edge_order=order)
        found = ex.grid.check(lambda table, dx, dy, by=by_order: by(table, dy, dx)[::-1])
        assert found.status == RIGHT
    assert ex.grid.check(lambda table, dx, dy: np.gradient(table, dy, dx)).status == NOT_YET


def test_a_gradient_by_another_step_or_for_floats_only():
    def in_place(f, v, h):
        slopes = []
        for i in range(len(v)):
            v[i] += h
            ahead = f(v)
            v[i] -= 2 * h
            slopes.append((ahead - f(v)) / (2 * h))
            v[i] += h
        return slopes

    assert ex.numerical.check(lambda f, v, h: gradient(f, v)).mistake == "a step of your own"
    assert ex.numerical.check(in_place).mistake == "the nudge lost in whole numbers"
    assert ex.numerical.check(lambda f, v, h: in_place(f, v.astype(float), h)).status == RIGHT


def test_along_the_contour_either_way_round():
    for sign in (1, -1):
        found = ex.downhill.check(lambda g, s=sign: s * np.array([g[1], -g[0]]))
        assert found.mistake == "along the contour"


def test_an_error_inside_isnt_blamed_on_the_first_line():
    inside = ex.numerical.check(lambda f, v, h: f(v[0] + h, v[1])).message
    assert "f() takes 1 positional argument" in inside and "first line" not in inside
    assert "first line" in ex.numerical.check(lambda f, v: v).message
