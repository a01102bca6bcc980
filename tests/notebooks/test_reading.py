"""What notebook 03 says, in prose, replies and pictures, is so."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
import sympy as sp

from lib.data import records
from lib.explore import extremes, marginal, motion, product, reading, record
from lib.practice import reading as ex

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "03_reading_a_derivative.ipynb"
PROSE = "\n".join(
    cell.source for cell in nbformat.read(NOTEBOOK, 4).cells if cell.cell_type == "markdown"
)
WEEK = 7 / 365.25
x, t, q, p = sp.symbols("x t q p", real=True)


FIGURES = {
    "trace_derivative": reading.trace_derivative,
    "motion": motion.motion,
    "marginal": marginal.marginal,
    "extremes": extremes.extremes,
    "product_area": product.product_area,
    "measured_slope": record.measured_slope,
}


def opened(figure, **settings):
    return FIGURES[figure](**settings)


def test_the_cubic():
    f = x**3 - 3 * x
    assert sp.solve(sp.diff(f, x), x) == [-1, 1]
    assert sp.solve(sp.diff(f, x, 2), x) == [0]
    signs = {(int(sp.sign(sp.diff(f, x).subs(x, a))), int(sp.sign(sp.diff(f, x, 2).subs(x, a))))
             for a in (-2, sp.Rational(-1, 2), sp.Rational(1, 2), 2)}  # fmt: skip
    assert len(signs) == 4, "rising or falling, bending up or down: all four"
    assert f.subs(x, 2) == f.subs(x, -1) == 2, "at b = 2 the end is as high as the hill"
    assert (
        sp.diff(f, x).subs(x, 0) == -3 == min(sp.diff(f, x).subs(x, a / 10) for a in range(-20, 21))
    )


def test_the_trips():
    ball = 10 * t - t**2
    assert sp.diff(ball, t).subs(t, sp.Rational(5, 2)) == 5 and sp.diff(ball, t, 2) == -2
    assert ball.subs(t, sp.Rational(7, 2)) - ball.subs(t, sp.Rational(5, 2)) == 4
    assert sp.diff(ball, t).subs(t, 0) == 10 and sp.diff(ball, t).subs(t, 10) == -10
    assert motion.TRIPS["a tram from stop to stop"] == "1.5t² − 0.1t³"
    tram = sp.Rational(3, 2) * t**2 - t**3 / 10
    assert sp.solve(sp.diff(tram, t, 2), t) == [5]
    assert all(sp.diff(tram, t).subs(t, k) > 0 for k in (5.1, 7, 9.9))
    assert sp.diff(tram, t).subs(t, 10) == sp.diff(tram, t).subs(t, 0) == 0


def test_the_bakery():
    cost = 150 + q / 2 + q**2 / 100
    off = {n: cost.subs(q, 50 + n) - cost.subs(q, 50) - sp.diff(cost, q).subs(q, 50) * n
           for n in (40, 20, 10, 5)}  # fmt: skip
    assert all(value == sp.Rational(n**2, 100) for n, value in off.items())
    income = sp.expand(p * (100 - 8 * p))
    assert sp.solve(sp.diff(income, p), p) == [sp.Rational(25, 4)]
    on_cap = [(income.subs(p, a), a) for a in (0, 1, 2, 3, 4, 5)]
    assert max(on_cap)[1] == 5


def test_what_the_record_is_said_to_do():
    dates, ppm = records.co2()
    years, keep = records.as_years(dates), np.isfinite(ppm)
    assert np.diff(dates[keep]).astype(int).max() == 133
    rate = np.gradient(ppm[keep], years[keep])
    assert round(rate.max()) == 76 and f"A rise of {round(rate.max())} ppm per year" in PROSE
    nineties = (years >= 1990) & (years < 2000)
    assert np.nanmean(records.central_rate(ppm, 26, WEEK)[nineties]) == pytest.approx(1.5, abs=0.1)
    shown = (years >= 1990) & (years <= 1993)
    for weeks in (2, 8, 52):
        seen = records.central_rate(ppm, weeks // 2, WEEK)[shown]
        low, high = f"{seen.min():.1f}".replace("-", "−"), f"{seen.max():.1f}"
        assert f"{weeks} weeks from {low} to {high}" in PROSE


def test_every_rate_that_is_told_is_drawn():
    stage = opened("measured_slope", window=2)
    line = next(a for a in stage._moving if len(getattr(a, "get_xdata", list)()) > 100)
    drawn = line.get_ydata()[np.isfinite(line.get_ydata())]
    told = f"from {drawn.min():.1f} to {drawn.max():.1f} ppm".replace("-", "−")
    assert told in stage.state
    assert np.diff(line.get_xdata()) == pytest.approx(WEEK)
    stage.close()


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


def test_rules_as_stated():
    u, v = sp.Function("u")(x), sp.Function("v")(x)
    du, dv = sp.diff(u, x), sp.diff(v, x)
    assert sp.simplify(sp.diff(u * v, x) - (du * v + u * dv)) == 0
    assert sp.simplify(sp.diff(u / v, x) - (du * v - u * dv) / v**2) == 0
    s = 1 / (1 + sp.exp(-x))
    assert sp.simplify(sp.diff(s, x) - s * (1 - s)) == 0
    assert sp.diff(sp.sin(x), x) == sp.cos(x) and sp.diff(sp.exp(x), x) == sp.exp(x)
    half = sp.Rational(1, 2)
    slopes = [sp.diff(g, x).subs(x, half) for g in (x, x**2, x * x**2)]
    assert slopes == [1, 1, sp.Rational(3, 4)]
    assert round(0.501**3 - 0.5**3, 5) == 0.00075


def test_trace_says_what_the_derivatives_say():
    stage = opened("trace_derivative", x=-1.5)
    place, curve = stage.controls["x"], stage.controls["f"]
    assert stage.state.startswith("At x = −1.50 f is 1.12; f′ = 3.75, so f rises")
    assert "f″ = −9.00, so f bends down" in stage.state
    place.value = 1.0
    assert "f′ = 0.00, so x is a stationary point; f″ = 6.00, so f bends up" in stage.state
    curve.value, place.value = "|x|", 0.0
    assert "there is no tangent" in stage.state
    tangent = next(a for a in stage._moving if a.get_linewidth() == 2.6)
    assert len(tangent.get_xdata()) == 0, "a tangent is drawn at a corner"
    place.value = 1.0
    (x0, x1), (y0, y1) = tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(1)
    curve.value = "cbrt(x)"
    place.value = 0.0
    assert "the tangent would be vertical" in stage.state
    stage.close()


def test_own_python_functions_in_trace():
    stage = opened("trace_derivative", f=lambda x: 0.0 if x < 0 else x * x, x=1.0)
    assert "f′ = 2.00" in stage.state and "f″ = 2.00" in stage.state
    stage.controls["x"].value = 0.0
    assert "f′ = 0.00" in stage.state and "f″ has no value here" in stage.state
    stage.controls["f"].value = abs
    assert "there is no tangent" in stage.state
    kept = stage._back.value
    stage.controls["f"].value = lambda x: None
    assert "return" in stage.problem and stage._back.value == kept
    stage.close()


def test_motion_has_units_and_says_faster_or_slower():
    stage = opened("motion", t=2.5)
    assert "velocity 5.00 m/s, forwards" in stage.state and "slower" in stage.state
    assert "−2.00 m/s²" in stage.state
    stage.controls["t"].value = 5.0
    assert "standing still" in stage.state and "acceleration −2.00" in stage.state
    stage.controls["t"].value = 7.5
    assert "backwards" in stage.state and stage.state.endswith("faster.")
    stage.controls["s"].value = "steady cycling"
    assert "velocity 5.00 m/s" in stage.state and "acceleration 0.00" in stage.state
    units = " ".join(ax.get_ylabel() + ax.get_xlabel() for ax in stage.figure.axes)
    for unit in ("(m)", "(m/s)", "(m/s²)", "(s)"):
        assert unit in units
    stage.close()


def test_marginal_estimates_and_the_jump():
    stage = opened("marginal", q=50, n=30)
    assert "1.50 € per piece" in stage.state and "9.00 € off" in stage.state
    stage.controls["C"].value = "a second oven above 60"
    for n, off in ((10, "0.00"), (11, "80.00")):
        stage.controls["n"].value = n
        assert f"{off} € off" in stage.state
    stage.controls["q"].value = 60
    assert "no marginal cost" in stage.state
    stage.close()


def test_extremes_at_ends_corners_and_nowhere():
    stage = opened("extremes")
    assert "Highest: 2.00, at x = −1.00 (f′ = 0)" in stage.state
    stage.controls["b"].value = 2.0
    assert "x = −1.00 (f′ = 0) and at x = 2.00 (an end)" in stage.state
    stage.controls["b"].value = 2.05
    assert "at x = 2.05 (an end)" in stage.state
    stage.controls["f"].value = "x³"
    assert "3 candidates" in stage.state and "Lowest: −8.00, at x = −2.00 (an end)" in stage.state
    stage.controls["f"].value = "|x|"
    assert "Lowest: 0.00, at x = 0.00 (no f′)" in stage.state
    for broken in ("1/x", "step"):
        stage.controls["f"].value = broken
        assert "at x = 0.00, so there needn't be" in stage.state
    stage.close()


def test_product_area_comes_to_the_rule():
    stage = opened("product_area")
    numbers = [float(n) for n in re.findall(r"\d+\.\d+", stage.state)]
    assert numbers[2] == pytest.approx(1.5**3 - 1)
    stage.controls["h"].value = 1e-3
    assert "strips 1.000 and 2.001, corner 0.002; u′v = 1.000 and u·v′ = 2.000" in stage.state
    stage.controls["u"].value = "3 − x"
    assert "u′v = −1.000 and u·v′ = 4.000" in stage.state
    stage.close()


def test_measured_slope_takes_other_records_and_refuses_uneven_ones():
    dates = np.datetime64("2020-01-04") + 7 * np.arange(300)
    values = 10 + 2 * (records.as_years(dates) - 2020)
    values[150] = np.nan
    stage = opened(
        "measured_slope", dates=dates, values=values, window=8, unit="m", quantity="tide"
    )
    assert "from 2.0 to 2.0 m per year" in stage.state
    stage.close()
    with pytest.raises(ValueError, match="nan in the weeks"):
        opened("measured_slope", dates=np.delete(dates, 5), values=np.delete(values, 5))
    with pytest.raises(ValueError, match="one length"):
        opened("measured_slope", dates=dates, values=values[:-1])


def test_gaps_of_the_record_leave_gaps_in_the_rate():
    stage = opened("measured_slope", window=4)
    stage.controls["span"].value = record.SPANS["1958 to 1961, with gaps"]
    stage.controls["date"].value = 30 * WEEK  # October 1958: no measurement for weeks
    assert "no measurement" in stage.state
    stage.close()


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("rises", lambda f, x: np.array([f(a + 1e-4) > f(a) for a in x])),
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
            "divided by the wrong step",
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
