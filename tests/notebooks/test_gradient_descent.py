"""Notebook 07: what its prose says is so, computed another way."""

import numpy as np
import pytest

from lib.data.penguins import complete, penguins
from lib.explore.descent import ravine
from lib.learning import descent
from lib.learning.descent import gradient_descent
from lib.practice.descent import fit as descent_fit

RAVINE = np.array([1.0, 20.0])


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


def test_curvatures_and_edges_of_the_line():
    x, y = flippers()
    assert f"{2 * np.mean(x**2):.2f}" == "81128.15"
    H = 2 * np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1]])
    flat, steep = np.linalg.eigvalsh(H)
    assert flat < 2.0 and f"{2 / steep:.6f}" == "0.000025"
    z = (x - x.mean()) / x.std()
    assert 2 * np.array([np.mean(z**2), np.mean(z)]) == pytest.approx([2, 0], abs=1e-9)


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


@pytest.mark.parametrize(("beta", "share"), [(0.5, 2 / 3), (0.9, 0.53)])
def test_alternating_gradients_leave_a_share_of_themselves_in_the_memory(beta, share):
    v = 0.0
    for step in range(400):
        v = beta * v + (-1) ** step
    assert abs(v) == pytest.approx(1 / (1 + beta))
    assert round(abs(v), 2) == pytest.approx(share, abs=0.005)


def test_the_fit_of_exercise_4_finds_the_line_in_standard_units_and_ends_in_nan_in_raw_ones():
    x, y = flippers()
    z = (x - x.mean()) / x.std()
    with np.errstate(over="ignore", invalid="ignore"):
        (w, b), raw = (np.array(descent_fit.right(v, y, 0.1, 100)) for v in (z, x))
    assert (w, b) == pytest.approx((np.mean(z * y), y.mean()), rel=1e-6)
    assert w / x.std() == pytest.approx(np.polyfit(x, y, 1)[0], rel=1e-6)
    assert np.isnan(raw).all()
