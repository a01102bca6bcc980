"""Figures: slices, gradients, the compass, the tangent plane. What they show is so."""

import re

import numpy as np
import pytest
from mpl_toolkits.mplot3d import proj3d

from lib.explore.compass import compass
from lib.explore.gradients import gradient_field
from lib.explore.partials import slices
from lib.explore.tangent_plane import tangent_plane
from tests.surfaces import EXACT, POINTS, exact_gradient, named


@pytest.fixture(name="open_figure")
def opener():
    stages = []

    def open_one(figure, *args, **settings):
        stages.append(figure(*args, **settings))
        return stages[-1]

    yield open_one
    for stage in stages:
        stage.close()


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
        places = re.findall(r'(?:cx="|d="M)([\d.]+)(?:" cy="| )([\d.]+)["m]', stage._front.value)
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
