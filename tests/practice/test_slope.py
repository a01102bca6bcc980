"""Practice of notebook 01: other right answers, and other ways into the same mistakes."""

from pathlib import Path

import numpy as np
import pytest

from lib.practice import slope as ex

RECORD = Path(__file__).resolve().parents[2] / "notebooks" / "data" / "co2.csv"


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
