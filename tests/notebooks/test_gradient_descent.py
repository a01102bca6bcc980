"""Notebook 07: the numbers in its prose, what its figures claim, and the tools they use."""

import numpy as np
import pytest

from lib.data.penguins import complete, penguins
from lib.explore.descent import (
    CURVES,
    FAR,
    NEAR,
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
from lib.learning import descent
from lib.learning.descent import gradient_descent
from lib.learning.fate import fate, height_of, is_valley, slopes_of
from lib.practice.descent import distance_after
from lib.stage.controls import places

RAVINE = np.array([1.0, 20.0])


def curve(name):
    return function(CURVES[name], ("w",))


def surface(name):
    return function(SURFACES[name], ("w1", "w2"))


# What becomes of a path


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


def test_slopes_at_corners_and_far_away():
    assert np.isnan(slopes_of(curve("a corner, |w|"))(0.0))
    assert slopes_of(curve("a staircase"))(1.5) == 0
    assert np.isinf(slopes_of(function(lambda w: w**400, ("w",)))(1e7))
    assert height_of(function(lambda w: w**400, ("w",)), 1e7) == np.inf


def test_valleys_are_told_from_saddles():
    assert is_valley(surface("a ravine"), [0, 0], 0.15)
    assert not is_valley(surface("a saddle"), [0, 0], 0.15)
    assert is_valley(surface("a saddle"), [0, 2], 0.15)
    assert not is_valley(curve("a plateau"), 2.5, 0.15)


# Numbers in the prose


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


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_momentum_adds_up_and_moves_the_edge(beta):
    steady = descent.momentum(lambda w: 1.0, 0.0, 1.0, 400, momentum=beta)
    assert steady[-2] - steady[-1] == pytest.approx(1 / (1 - beta))
    ends = [
        abs(
            descent.momentum(lambda w: 4 * w, 2.0, share * 2 * (1 + beta) / 4, 4000, momentum=beta)[
                -1
            ]
        )
        for share in (0.99, 1.01)
    ]
    assert ends[0] < 1e-6 and ends[1] > 1e3


def test_the_saddle_stops_a_path_that_starts_level_with_it():
    stage = ravine("a saddle", eta=0.3, start=0.0)
    assert "no valley" in stage.state and "w = (0.00, 0.00)" in stage.state
    stage.controls["start"].value = 0.1
    assert "landed in a valley, at w = (0.00, 2.00)" in stage.state


def test_adam_does_not_see_the_size_of_the_loss_and_gradient_descent_does():
    def grad(w):
        return RAVINE * w

    def larger(w):
        return 100 * grad(w)

    start = [-2.5, 1.0]
    same = [descent.adam(g, start, 0.1, 40) for g in (grad, larger)]
    assert same[0] == pytest.approx(same[1], abs=1e-6)
    one, other = (gradient_descent(g, start, 0.01, 1) for g in (grad, larger))
    assert other[1] - other[0] == pytest.approx(100 * (one[1] - one[0]))


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


def test_the_penguins():
    table = penguins()
    assert {len(column) for column in table.values()} == {344}
    assert set(table["species"]) == {"Adelie", "Chinstrap", "Gentoo"}
    x, y = flippers()
    assert len(x) == len(y) == 342 and np.isfinite([x, y]).all()
    assert np.isnan(table["body_mass_g"]).sum() == 2 and "" in set(table["sex"])


def test_penguins_are_found_from_anywhere_and_missed_with_a_clear_word(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(penguins()["year"]) == 344
    with pytest.raises(FileNotFoundError, match=r"no other\.csv in .*comes with the course"):
        penguins(tmp_path / "other.csv")


def test_curvatures_and_edges_of_the_line():
    x, y = flippers()
    assert f"{2 * np.mean(x**2):.2f}" == "81128.15"
    H = 2 * np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1]])
    flat, steep = np.linalg.eigvalsh(H)
    assert flat < 2.0 and f"{2 / steep:.6f}" == "0.000025"
    z = (x - x.mean()) / x.std()
    assert 2 * np.array([np.mean(z**2), np.mean(z)]) == pytest.approx([2, 0], abs=1e-9)


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


def wander(eta, batch, steps=1200):
    """Root mean square distance from the best standardised line, over the second half."""
    x, y = ((v - v.mean()) / v.std() for v in flippers())

    def grad(w, rows):
        r = w[0] * x[rows] + w[1] - y[rows]
        return 2 * np.array([np.mean(r * x[rows]), np.mean(r)])

    best = np.array([np.mean(x * y), 0.0])
    path = descent.sgd(grad, best, eta, steps, samples=len(x), batch_size=batch, seed=1)
    return float(np.sqrt(np.mean((path[steps // 2 :] - best) ** 2)))


def test_sgd_wanders_less_for_smaller_rates_and_larger_batches():
    assert wander(0.05, 8) > 1.5 * wander(0.005, 8) > 0
    assert wander(0.05, 1) > 1.5 * wander(0.05, 8) > 0
    assert wander(0.05, 342) < 1e-9


def test_errors_have_no_slope_where_no_penguin_changes_sides():
    x, _ = flippers()
    table = penguins()
    whole = np.isfinite(table["flipper_length_mm"])
    gentoo, z = table["species"][whole] == "Gentoo", (x - x.mean()) / x.std()
    shares = [np.mean((4 * z + b > 0) != gentoo) for b in np.linspace(-3, 1, 4001)]
    changes = np.flatnonzero(np.diff(shares))
    assert 3 < len(changes) < 60  # jumps, few of them, nothing in between


# Practice and the figures


def test_the_window_of_exercise_2():
    rates = np.arange(0.001, 0.3, 0.001)
    good = [rate for rate in rates if distance_after(rate) < 0.05]
    assert 0.165 < good[0] < 0.17 and 0.18 < good[-1] < 0.19
    assert distance_after(0.18) < 0.045
    assert distance_after(5.0, steps=400) == np.inf


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
