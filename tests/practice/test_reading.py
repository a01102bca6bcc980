"""Practice of notebook 03: other right answers, and other ways into the same mistakes."""

import numpy as np
import pytest
import sympy as sp

from lib.data import records
from lib.practice import reading as ex

WEEK = 7 / 365.25
x, t, q, p = sp.symbols("x t q p", real=True)


def test_the_reply_on_noise():
    _, ppm = records.co2()
    off = ppm[1:-1] - (ppm[:-2] + ppm[2:]) / 2
    each = np.nanstd(off) / np.sqrt(1.5)  # the mean of two neighbours is off as well
    both = np.sqrt(2) * each
    assert each == pytest.approx(0.3, abs=0.05) and both == pytest.approx(0.4, abs=0.03)
    assert both / (2 * WEEK) == pytest.approx(10, abs=0.5)
    assert round(2 * WEEK, 3) == 0.038
    reply = ex.noise.choices[ex.noise.right]
    assert "0.4 ppm" in reply and "0.038 years" in reply and "10 ppm per year" in reply


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("rises", lambda f, x: np.array([f(a + 1e-4) > f(a - 1e-4) for a in x])),
        ("rises", lambda f, x: [bool(f(a + 1e-6) - f(a - 1e-6) > 0) for a in x]),
        ("velocity", lambda t, s: np.gradient(s, t[1] - t[0])),
        ("velocity", lambda t, s: np.gradient(s) / np.gradient(t)),
        ("extra_cost", lambda C, q, n: n * (C(q + 1e-5) - C(q)) / 1e-5),
        ("extra_cost", lambda C, q, n: n * (C(q + 0.5) - C(q - 0.5))),
        ("highest", lambda f, a, b: max(np.arange(a, b + 1e-9, 0.01), key=f)),
        ("highest", lambda f, a, b: max([a + (b - a) * k / 1000 for k in range(1001)], key=f)),
        ("record_rate", lambda y, c: np.gradient(c[~np.isnan(c)], y[~np.isnan(c)])),
    ],
)
def test_other_right_answers_are_right(name, answer):
    result = getattr(ex, name).check(answer)
    assert result.status == "right", result.message


@pytest.mark.parametrize(
    ("name", "answer", "mistake"),
    [
        (
            "extra_cost",
            lambda C, q, n: (C(q + 1e-4) - C(q - 1e-4)) * n,
            "not divided by its own run",
        ),
        ("highest", lambda f, a, b: max(np.linspace(a, b, 50), key=f), "places too far apart"),
        ("highest", lambda f, a, b: max(np.arange(a, b, 0.1), key=f), "places too far apart"),
        (
            "highest",
            lambda f, a, b: np.argmax(f(np.linspace(a, b, 2001))),
            "the index instead of the place",
        ),
    ],
)
def test_other_ways_into_the_same_mistake(name, answer, mistake):
    assert getattr(ex, name).check(answer).mistake == mistake
