"""What notebook 02 says in prose is so, and its figures draw no tangent that isn't there."""

import itertools

import numpy as np
import pytest

from lib.calculus.differences import (
    backward_difference,
    best_step,
    central_difference,
    derivative,
    forward_difference,
)
from lib.explore.limits import one_sided, secant_to_tangent
from lib.explore.step_size import measured_errors, step_size_error
from lib.explore.zoom import WIDEST, ZOOMED, zoom_in
from lib.formula.functions import function, gallery
from lib.formula.tangents import tangent_at
from lib.practice import limits as ex
from lib.stage.words import plain


def square(x):
    return x**2


def test_for_a_square_each_secant_is_off_by_h():
    for x in (-2.0, 0.0, 3.0):
        for h in (1.0, 0.1, 1e-4):
            assert forward_difference(square, x, h) - 2 * x == pytest.approx(h, rel=1e-6)
            assert backward_difference(square, x, h) - 2 * x == pytest.approx(-h, rel=1e-6)
            assert central_difference(square, x, h) == pytest.approx(2 * x, abs=1e-10)
    assert f"{forward_difference(square, 3.0, 1e-4):.4f}" == "6.0001"


def test_half_the_step_half_or_a_quarter_of_the_error():
    for scheme, ratio in ((forward_difference, 2), (central_difference, 4)):
        long, short = (scheme(np.exp, 1.0, h) - np.e for h in (0.05, 0.025))
        assert long / short == pytest.approx(ratio, rel=0.02)


def test_a_jump_and_a_wiggle_in_the_glass():
    jump = gallery("step")(0.0) - gallery("step")(-1e-9)
    assert jump > WIDEST / 10, "out of the window from zoom 10 on"
    x = 2e-2 * np.linspace(0.05, 1, 20001)
    share = np.abs(gallery("x·sin(1/x)")(x) / x)
    assert share.max() > 0.999 and share.min() < 0.001


def test_too_small():
    assert 3 + 1e-16 == 3 and forward_difference(square, 3.0, 1e-16) == 0
    assert f"{forward_difference(square, 3.0, 1e-15):.1f}" == "5.3"
    errors = [abs(forward_difference(square, 3.0, 10.0**-k) - 6) for k in range(0, 17, 2)]
    assert np.argmin(errors) == 4 and errors[:5] == sorted(errors[:5], reverse=True)
    assert errors[4:] == sorted(errors[4:])
    assert float(np.spacing(3.0)) == pytest.approx(4.4e-16, rel=0.01)
    assert pytest.approx(0.008, rel=0.03) == 2.0**-7


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
        for factor in (1e-3, 30.0):
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


def test_secants_through_zero():
    h = 10.0 ** np.linspace(-6, -1, 50)
    for name, right, left in (
        ("x·sin(1/x)", np.sin(1 / h), -np.sin(1 / h)),
        ("x²·sin(1/x)", h * np.sin(1 / h), h * np.sin(1 / h)),
        ("x·|x|", h, h),
        ("∛x", h ** (-2 / 3), h ** (-2 / 3)),
        ("step", 0 * h, 1 / h),
    ):
        f = gallery(name)
        assert forward_difference(f, 0.0, h) == pytest.approx(right)
        assert backward_difference(f, 0.0, h) == pytest.approx(left)


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


def test_the_library_refuses_a_corner_and_scipy_does_not():
    differentiate = pytest.importorskip("scipy.differentiate")
    corner = differentiate.derivative(abs, 0.0)
    assert corner.df == 0 and corner.success and corner.error < 1e-9
    for direction in (-1, 1):
        side = differentiate.derivative(abs, 0.0, step_direction=direction)
        assert side.df == pytest.approx(direction) and side.success
    assert not derivative(abs, 0.0).exists
    result = differentiate.derivative(lambda x: x**3 + x**2, 3.0)
    assert result.df == pytest.approx(33) and result.success
    with pytest.raises(ImportError), pytest.warns(DeprecationWarning):
        from scipy.misc import derivative as gone  # noqa: F401


def test_softmax_nudged_together_and_one_by_one():
    def softmax(x):
        e = np.exp(x - x.max())
        return e / e.sum()

    z = np.array([1.0, 2.0, 3.0])
    s = softmax(z)
    assert central_difference(softmax, z, 0.001) == pytest.approx(np.zeros(3), abs=1e-12)
    assert (s * (1 - s)).round(3).tolist() == [0.082, 0.185, 0.223]


# Practice: wrong answers that are no exact copies of the named ones


def verdict(exercise, answer):
    result = exercise.check(answer)
    return result.mistake or result.status


@pytest.mark.parametrize("h", [1e-3, 1e-6, 1e-8, 1e-10])
def test_any_absolute_step_is_named(h):
    assert verdict(ex.good_step, lambda x: h) == "an absolute step"


def test_other_good_steps_are_right():
    for step in (
        lambda x: 1e-5 * (1 + abs(x)),
        lambda x: np.cbrt(np.finfo(float).eps) * max(abs(x), 1e-3),
        lambda x: 1e-6 * abs(x) + 1e-8,
    ):
        assert verdict(ex.good_step, step) == "right"


@pytest.mark.parametrize(
    ("step", "due"),
    [
        (lambda x: 6e-6 * max(x, 1), "x taken for its size"),
        (lambda x: np.cbrt(np.spacing(abs(x))), "not in proportion to x"),
        (lambda x: 6e-6 * np.log10(abs(x) + 10), "not in proportion to x"),
        (lambda x: 1e-5 * max(abs(x), 1e-12), "zero at zero"),
    ],
)
def test_steps_that_suit_only_some_x_are_named(step, due):
    assert verdict(ex.good_step, step) == due


def test_every_wrong_answer_about_the_five_points_is_named():
    rights = list(ex.differentiable.right())
    for answer in itertools.product([False, True], repeat=5):
        result = ex.differentiable.check(list(answer))
        assert (result.status == "right") == (list(answer) == rights)
        assert result.status == "right" or result.mistake
    assert verdict(ex.differentiable, [True, ..., True, True, False]) == "dots left in"


def test_the_tangents_own_slope_is_no_secant():
    assert verdict(ex.forward, lambda f, x, h: derivative(f, x).value) == "another step than h"
    fixed = lambda f, x, h=0.001: (f(x + 1e-4) - f(x - 1e-4)) / 2e-4  # noqa: E731
    assert verdict(ex.central, fixed) == "another step than h"


def test_float32_slopes_off_by_a_factor_are_no_noise():
    def half(f, x):
        h = np.float32(5e-3)
        return (f(x + h) - f(x - h)) / (4 * h)

    assert verdict(ex.float32, half) == "not yet"
    assert verdict(ex.float32, lambda f, x: 2 * half(f, x)) == "right"

    def bracketless(f, x):
        x, h = x.astype(float), 1e-8
        return (f(x + h) - f(x - h)) / 2 * h

    assert verdict(ex.float32, bracketless) == "not divided by the step"


def test_ways_to_mend_float32():
    one = np.float32
    for h, due in (
        (1e-8, "a step that float32 can't feel"),
        (1e-6, "round-off still there"),
        (1e-4, "round-off still there"),
        (5e-3, "right"),
        (0.3, "a step too long"),
    ):

        def slope(f, x, h=h):
            h = one(h)
            return (f(x + h) - f(x - h)) / (2 * h)

        assert verdict(ex.float32, slope) == due, h

    def wider(f, x):
        x = x.astype(float)
        return (f(x + 1e-7) - f(x)) / 1e-7

    assert verdict(ex.float32, wider) == "right"


def test_what_the_five_points_are():
    fs = ["|x - 5|", "max(0, x)", "x*|x|", "cbrt(x)", "x*sin(1/x) if x != 0 else 0"]
    at = [5.0, 2.0, 0.0, 0.0, 0.0]
    found = [derivative(function(f), x).exists for f, x in zip(fs, at, strict=True)]
    assert found == list(ex.differentiable.right())
    assert verdict(ex.differentiable, found) == "right"
    assert verdict(ex.differentiable, np.array(found)) == "right"
