"""What notebook 01 says in prose is so."""

from pathlib import Path

import numpy as np
import pytest

from lib.explore.guessing import guess_or_follow, slope_steps
from lib.explore.slope import nudge, two_points
from lib.explore.start import first_slider
from lib.formula.functions import function
from lib.practice import slope as ex

RECORD = Path(__file__).resolve().parents[2] / "notebooks" / "data" / "co2.csv"


def multiple(x, h, f="x^2"):
    f = function(f)
    return (f(x + h) - f(x)) / h


def test_the_multiple_is_local_and_depends_on_the_nudge():
    assert multiple(2, 0.5) == pytest.approx(4.5)
    assert multiple(0, 0.5) == pytest.approx(0.5)
    assert multiple(-2, 0.5) == pytest.approx(-3.5)
    assert [multiple(2, h) for h in (0.5, 0.4, 0.3)] == pytest.approx([4.5, 4.4, 4.3])
    assert [multiple(x, 0.5, "3x+1") for x in (-2, 0.3, 2)] == pytest.approx([3, 3, 3])


def test_the_figure_says_the_same():
    stage = nudge("x²", x=2.0, h=0.5)
    assert "4.50 times the nudge" in stage.state
    stage.controls["x"].value = -2.0
    assert "moves the output by −1.75" in stage.state and "−3.50 times" in stage.state
    stage.close()


def test_secants_between_mirror_points_are_level():
    stage = two_points("2x²", x1=-1.5, x2=1.5)
    assert stage.state.endswith("= 0.00.")
    stage.controls["x2"].value = -1.5
    assert "no slope to speak of" in stage.state
    stage.close()


def test_guessing_and_following_with_two_weights():
    stage = guess_or_follow(looks=48, seed=0)
    found = []
    for seed in range(21):
        stage.controls["seed"].value = seed
        found.append(float(stage.state.split("has loss ")[1].split(";")[0]))
        assert stage.state.endswith("has come to 0.111.")
    assert (min(found), max(found)) == (0.126, 1.56)
    stage.close()


def test_the_least_loss_of_three_samples_is_a_ninth():
    rows, due = np.array([[1, 2], [2, 1], [1, -1]]), np.array([1, 3, 1])
    best, residual, *_ = np.linalg.lstsq(rows, due, rcond=None)
    assert residual[0] / 3 == pytest.approx(1 / 9)
    loss = function("((w1+2w2-1)^2 + (2w1+w2-3)^2 + (w1-w2-1)^2)/3", variables=("w1", "w2"))
    assert loss(*best) == pytest.approx(1 / 9)
    assert slope_steps(loss, (-2.0, 2.0), 48)[-1] == pytest.approx(best, abs=0.01)


def test_looks_and_steps_with_a_hundred_weights():
    assert 3000 // (100 + 1) == 29


def test_the_record_gets_steeper():
    table = np.genfromtxt(RECORD, delimiter=",", skip_header=1, dtype=str)
    days = np.array([f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in table[:, 0]], dtype="datetime64[D]")
    years = 1970 + days.astype(float) / 365.25
    ppm = np.array([float(value or "nan") for value in table[:, 1]])
    assert (np.diff(days).astype(int) == 7).all()
    measured = ppm[np.isfinite(ppm)]
    assert (round(measured[0]), round(measured[-1])) == (316, 372)
    sixties = ex.average_rise.right(years, ppm, 1960.0, 1970.0)
    nineties = ex.average_rise.right(years, ppm, 1990.0, 2000.0)
    assert 0.7 < sixties < 1.0 and 1.3 < nineties < 1.7


def verdict(exercise, answer):
    result = exercise.check(answer)
    return result.mistake or result.status


def test_the_board_on_the_hill_of_notebook_00():
    stage = first_slider("sin x", x=1.0)
    for x, word in ((1.0, "uphill"), (1.55, "almost level"), (1.6, "almost level")):
        stage.controls["x"].value = x
        assert f"lies {word}:" in stage.state
    for x, word in ((1.57, "level"), (2.0, "downhill")):
        stage.controls["x"].value = x
        assert f"lies {word}:" in stage.state
    stage.close()


def test_nudging_w_itself_is_named():
    def impacts(output, w, h):
        multiples = []
        for i in range(len(w)):
            moved = w
            moved[i] += h
            multiples.append((output(moved) - output(w)) / h)
        return np.array(multiples)

    assert verdict(ex.impacts, impacts) == "w nudged in place of a copy"


@pytest.mark.parametrize("left", ["__gt__", "__ge__"])
@pytest.mark.parametrize("right", ["__lt__", "__le__"])
def test_weeks_at_the_dates_count(left, right):
    def average_rise(years, ppm, start, end):
        keep = np.isfinite(ppm) & getattr(years, left)(start) & getattr(years, right)(end)
        ends = np.diff([years[keep][[0, -1]], ppm[keep][[0, -1]]])
        return ends[1, 0] / ends[0, 0]

    both = (left, right) == ("__ge__", "__le__")
    due = "right" if both else "the dates asked for left out"
    assert verdict(ex.average_rise, average_rise) == due


def test_equal_steps_change_the_loss_unequally():
    def loss(w1):
        return (w1 * 4 + 3 * 0.1 - 1) ** 2

    changes = np.diff([loss(w) for w in (0.0, 0.1, 0.2, 0.3)])
    assert changes == pytest.approx([-0.40, -0.08, 0.24])
