"""Figures: secants, tangents, the zoom, the size of the step. What they show is so."""

import numpy as np
import pytest

from lib.calculus.differences import best_step
from lib.explore.limits import one_sided, secant_to_tangent
from lib.explore.step_size import measured_errors, step_size_error
from lib.explore.zoom import WIDEST, ZOOMED, zoom_in
from lib.formula.functions import gallery
from lib.formula.tangents import tangent_at
from lib.stage.words import plain


def test_a_jump_and_a_wiggle_in_the_glass():
    jump = gallery("step")(0.0) - gallery("step")(-1e-9)
    assert jump > WIDEST / 10, "out of the window from zoom 10 on"
    x = 2e-2 * np.linspace(0.05, 1, 20001)
    share = np.abs(gallery("x·sin(1/x)")(x) / x)
    assert share.max() > 0.999 and share.min() < 0.001


@pytest.mark.parametrize(("scheme", "order"), [("forward", 1), ("backward", 1), ("central", 2)])
def test_the_arms_of_the_v(scheme, order):
    f = gallery("sin x")
    h = 10.0 ** np.linspace(-1, -3, 30)
    _, errors = measured_errors(f, 1.0, h, scheme)
    assert np.polyfit(np.log10(h), np.log10(errors), 1)[0] == pytest.approx(order, abs=0.02)
    h = 10.0 ** np.linspace(-9, -13, 400)
    _, errors = measured_errors(f, 1.0, h, scheme)
    assert np.polyfit(np.log10(h), np.log10(errors + 1e-30), 1)[0] == pytest.approx(-1, abs=0.1)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(("scheme", "order"), [("forward", 1), ("central", 2)])
def test_the_bottom_of_the_v_is_near_the_textbook_step(scheme, order, dtype):
    eps = float(np.finfo(dtype).eps)
    for name, x in (("sin x", 1.0), ("ln x", 1.0), ("ln x", 1e6), ("√x", 1e3)):
        f = gallery(name)
        best = float(best_step(x, order, dtype))
        assert best == pytest.approx(eps ** (1 / (order + 1)) * x, rel=1e-6)
        around = best * 10.0 ** np.linspace(-0.5, 0.5, 41)
        typical = np.median(measured_errors(f, x, around, scheme, dtype)[1])
        for factor in (1e-3, 100.0 if order == 1 else 30.0):
            worse = np.median(measured_errors(f, x, factor * around, scheme, dtype)[1])
            assert worse > 3 * typical, (name, x, factor)


def test_float32_keeps_four_or_five_digits_at_best():
    for name in ("sin x", "e^x", "√x"):
        steps = 10.0 ** np.linspace(-8, 0, 81)
        _, errors = measured_errors(gallery(name), 1.0, steps, "central", "float32")
        typical = [np.median(errors[max(i - 3, 0) : i + 4]) for i in range(81)]
        best = min(typical) / abs(gallery(name).derivative(1.0))
        assert 3e-6 < best < 1e-4, name


def test_the_rule_of_thumb_misses_for_a_fast_wave_far_out():
    f = gallery("sin x")
    best = float(best_step(1e6, 1))
    textbook = measured_errors(f, 1e6, [best])[1][0]
    shorter = np.median(measured_errors(f, 1e6, best * 10.0 ** np.linspace(-3.3, -2.7, 21))[1])
    assert textbook > 30 * shorter


NONE_AT_ZERO = ["|x|", "ReLU", "∛x", "step", "x·sin(1/x)"]
SOME_AT_ZERO = {"x²·sin(1/x)": 0, "x·|x|": 0, "x²": 0, "sin x": 1}


def drawn(stage):
    """Whether the figure's tangent is on the picture: the line in the tangent's colour."""
    return [
        artist
        for artist in stage._moving
        if getattr(artist, "get_color", lambda: "")() == "#0063a6"
        and hasattr(artist, "get_xdata")
        and len(artist.get_xdata())
    ]


CALLABLES = {
    "|x|": abs,
    "ReLU": lambda x: max(0.0, x),
    "∛x": np.cbrt,
    "step": lambda x: float(x >= 0),
    "x·sin(1/x)": lambda x: x * np.sin(1 / x) if x else 0.0,
}


@pytest.mark.parametrize("figure", [secant_to_tangent, zoom_in, one_sided])
@pytest.mark.parametrize("name", NONE_AT_ZERO)
def test_no_tangent_is_drawn_where_there_is_none(figure, name):
    for f in (gallery(name), CALLABLES[name]):
        stage = figure(f, x=0.0)
        assert not drawn(stage) and "no tangent" in stage.state
        stage.controls["x"].value = 1.0
        assert drawn(stage) and "no tangent" not in stage.state
        stage.close()


@pytest.mark.parametrize("figure", [secant_to_tangent, zoom_in, one_sided])
@pytest.mark.parametrize("name", SOME_AT_ZERO)
def test_a_tangent_is_drawn_where_there_is_one(figure, name):
    stage = figure(gallery(name), x=0.0)
    assert drawn(stage) and "no tangent" not in stage.state
    stage.close()
    slope, why = tangent_at(gallery(name), 0.0)
    assert slope == pytest.approx(SOME_AT_ZERO[name], abs=1e-12) and not why


def test_the_zoom_stays_exact():
    for zoom in (1.0, 1e3, 1e6):
        stage = zoom_in("x²", x=1.0, zoom=zoom)
        share = stage.state.split("by up to ")[1].split(" %")[0]
        assert share == plain(100 * 2 / zoom, 2)
        stage.close()
    stage = zoom_in(lambda x: 1e9 + x**2, x=1.0, zoom=1e6)
    assert "round-off in your Python function" in stage.state
    stage.controls["zoom"].value = 1.0
    assert "round-off" not in stage.state
    stage.close()


def test_the_glass_says_what_it_shows_for_every_function():
    stage = zoom_in("|x|", x=0.0, zoom=1e6)
    for name in ZOOMED:
        stage.controls["f"].value = name
        assert stage.problem is None
        assert ("there is no tangent" in stage.state) == (name in NONE_AT_ZERO)
    stage.close()


def test_the_step_figure_says_what_rules():
    stage = step_size_error("sin x", x=1.0, h=0.1)
    assert stage.state.endswith("truncation rules.")
    for h, words in ((1e-8, "balance."), (1e-12, "round-off rules."), (1e-16, "comes out as 0.")):
        stage.controls["h"].value = h
        assert stage.state.endswith(words), h
    stage.controls["dtype"].value = "float32"
    stage.controls["h"].value = 1e-9
    assert "float32" in stage.state and stage.state.endswith("comes out as 0.")
    stage.controls["f"].value = abs
    assert "error 1." in stage.state and stage.problem is None
    stage.controls["f"].value = lambda x: None
    assert "return" in stage.problem and "error 1." in stage.state
    stage.close()
