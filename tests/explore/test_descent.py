"""Figures: rolling, ravines, four methods, the fitted line. What they show is so."""

import numpy as np
import pytest

from lib.data.penguins import complete, penguins
from lib.explore import descent
from lib.explore.descent import (
    CURVES,
    RATES,
    RIVALS,
    START,
    SURFACES,
    ahead,
    best_rate,
    optimisers,
    ravine,
    roll,
)
from lib.explore.fitting import RAW, SCALED, fit_line
from lib.formula.functions import function
from lib.learning.descent import gradient_descent
from lib.learning.fate import slopes_of
from lib.stage.controls import places

RAVINE = np.array([1.0, 20.0])


def curve(name):
    return function(CURVES[name], ("w",))


def surface(name):
    return function(SURFACES[name], ("w1", "w2"))


def test_what_is_said_of_the_four_odd_curves():
    plateau = curve("a plateau").derivative
    assert f"{plateau(2.5):.2f} {plateau(3.0):.3f}" == "0.04 0.003"
    assert roll("a plateau", eta=0.15, start=3.0).state.count("hardly moves")
    two = curve("two valleys")
    ends = [gradient_descent(two.derivative, s, 0.15, 200)[-1] for s in (-2.0, 2.0)]
    assert ends[0] < 0 < ends[1] and two(ends[0]) < two(ends[1])
    assert gradient_descent(two.derivative, 2.5, 0.3, 200)[-1] < 0  # carried over the hill
    hops = np.abs(np.diff(gradient_descent(curve("a corner, |w|").derivative, 2.5, 0.15, 60)))
    assert hops == pytest.approx(0.15)
    assert "explodes" not in roll("a staircase", start=2.5).state


def test_the_angle_in_the_ravine_and_its_edge():
    w = np.array([-2.5, 1.0])
    assert list(RAVINE * w) == [-2.5, 20]
    assert surface("a ravine").gradient(*w) == pytest.approx(RAVINE * w)
    below, beyond = (
        gradient_descent(lambda w: RAVINE * w, w, eta, 2000)[-1] for eta in (0.0999, 0.1001)
    )
    assert np.hypot(*below) < 0.02 and abs(beyond[1]) > 2


def losses_with(name, eta):
    """Final loss of each rival after 20 steps; η = None stands for its own best."""
    f = surface(name)
    g, begin = slopes_of(f), [-START, 1.0]
    rates = {
        m: eta or best_rate(lambda rate, r=r: r(g, begin, rate, 20), f) for m, r in RIVALS.items()
    }
    return {m: f(*r(g, begin, rates[m], 20)[-1]) for m, r in RIVALS.items()}


def test_what_is_said_of_the_four_methods():
    def winner(eta):
        losses = losses_with("a ravine", eta)
        return min(losses, key=losses.get)

    assert winner(0.075) == "momentum (β = 0.7)" and winner(0.316) == "RMSProp"
    long = losses_with("a ravine", 0.316)
    assert long["gradient descent"] > 1e9 and long["Adam"] < 1
    plateau = losses_with("a plateau", 0.075)
    assert plateau["gradient descent"] > 2.9 and plateau["momentum (β = 0.7)"] > 2.9
    assert plateau["RMSProp"] < 2 and plateau["Adam"] < 2
    bowl = losses_with("a round bowl", None)
    assert bowl["gradient descent"] == 0 and 1.0 in RATES and min(bowl.values()) == 0
    assert bowl["Adam"] > 1e-3
    best = {name: min((v, m) for m, v in losses_with(name, None).items()) for name in SURFACES}
    assert len({m for _, m in best.values()}) > 1


def test_who_is_ahead_is_who_has_the_lowest_loss():
    assert ahead({"one": 2.0, "other": 1.0}) == "ahead: other"
    assert ahead({"one": 1.0, "other": 1.0, "third": 3.0}) == "ahead: one, other"
    assert ahead({"one": 1.0, "other": np.inf, "third": np.nan}) == "ahead: one"
    assert ahead({"one": 1.0, "other": 1.0}) == ahead({"one": np.inf}) == "none is ahead"


def test_the_slider_stops_where_the_best_rates_are_looked_for():
    stops = places(optimisers().controls["eta"], between=len(RATES) - 2)
    assert [float(f"{stop:.3g}") for stop in stops] == RATES


def test_a_slope_is_told_with_its_sign_and_its_swings_as_they_are():
    stage = roll("a corner, |w|", eta=0.15, start=-3.0)
    assert "w = −0.75, loss 0.75, where the slope is −1." in stage.state
    stage = roll("two valleys", eta=0.5, start=2.0)
    path = gradient_descent(curve("two valleys").derivative, 2.0, 0.5, 15)
    widths = np.abs(np.diff(path))
    assert widths[-1] > widths[-5] and widths[-1] < widths.max()
    assert "its swings now wider, now narrower" in stage.state


# Penguins


def flippers():
    table = penguins()
    return complete(table["flipper_length_mm"], table["body_mass_g"])


def test_the_line_that_iterating_finds_is_the_one_that_solving_finds():
    x, y = flippers()
    slope, intercept = np.polyfit(x, y, 1)
    assert (f"{slope:.2f}", f"{intercept:.0f}") == ("49.69", "-5781")
    stage = fit_line(units=SCALED, eta=0.3, steps=60)
    assert f"mass = {slope:.1f} g/mm" in stage.state and "miss is 393 g" in stage.state


def test_what_is_said_of_raw_and_scaled_units():
    stage = fit_line(eta=2e-5)
    assert "21.1 g/mm" in stage.state and "typical miss is 563 g" in stage.state
    stage.controls["steps"].value = 60
    for eta, exploded in [(2.4e-5, False), (2.6e-5, True), (1e-3, True)]:
        stage.controls["eta"].value = eta
        assert ("exploded" in stage.state) == exploded
    stage.controls["units"].value = SCALED
    stage.controls["eta"].value = 0.1
    stage.controls["steps"].value = 40
    assert "typical miss is 393 g" in stage.state
    stage.controls["eta"].value = 1.02
    assert "each swing 1.04 times as wide" in stage.state
    stage.controls["units"].value = RAW
    assert "exploded" in stage.state and stage.problem is None


OWN = {
    "callable that overflows": lambda w: w**4 - w**2,
    "with a corner": lambda w: abs(w) + 1,
    "undefined for half": "ln(w)",
    "pole": "1/w",
    "steep": "e^(w^2)",
}


@pytest.mark.parametrize("name", list(OWN))
def test_own_losses_never_end_in_an_error(name):
    stage = roll(OWN[name])
    for control in ("eta", "start", "steps"):
        for place in places(stage.controls[control]):
            stage.controls[control].value = place
            assert stage.problem is None, stage.problem
            assert "nan" not in stage.state and "inf" not in stage.state


@pytest.mark.parametrize("own", [lambda a, b: a**4 + abs(b), "ln(w1) + w2^2", "w1^4 + w2^4"])
def test_own_losses_of_two_weights(own):
    for stage in (ravine(own), optimisers(own)):
        for place in places(stage.controls["eta"]):
            stage.controls["eta"].value = place
            assert stage.problem is None, stage.problem
            assert "nan" not in stage.state and "inf" not in stage.state
        stage.close()


def test_the_words_in_the_corner_follow_the_learning_rate():
    stage, seen = roll(), []
    for eta in (0.05, 1.0, 1.7, 2.0, 2.2):
        stage.controls["eta"].value = eta
        seen.append(stage.state.split(": ", 1)[1])
    for state, word in zip(
        seen, ["creeps", "landed", "closes in", "oscillates", "explodes"], strict=True
    ):
        assert word in state


def test_each_methods_own_rate_is_looked_for_only_when_it_is_asked_for():
    calls = []

    def loss(w1, w2):
        calls.append(1)
        return w1**2 + w2**2

    stage = optimisers(loss)
    first = len(calls)
    assert first < 1000
    stage.controls["own"].value = True
    assert len(calls) > 5 * first and "each with its own best η" in stage.state
    stage.close()


def test_a_loss_of_the_list_has_its_own_rates_before_any_move(monkeypatch):
    calls, best_rate = [], descent.best_rate
    monkeypatch.setattr(descent, "best_rate", lambda *a: calls.append(1) or best_rate(*a))
    stage = optimisers("a saddle")
    assert len(calls) == 4
    stage.controls["own"].value = True
    assert len(calls) == 4 and "each with its own best η" in stage.state
    stage.close()
