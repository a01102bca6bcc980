"""Figures: derivatives read, trips, costs, extremes, the record. What they show is so."""

import re

import numpy as np
import pytest
import sympy as sp

from lib.data import records
from lib.explore import extremes, growth, marginal, motion, product, reading, record
from lib.formula import sides
from lib.formula.expressions import size_and_depth
from lib.formula.functions import FunctionError

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


def test_every_rate_that_is_told_is_drawn():
    stage = opened("measured_slope", window=2)
    line = next(a for a in stage._moving if len(getattr(a, "get_xdata", list)()) > 100)
    drawn = line.get_ydata()[np.isfinite(line.get_ydata())]
    told = f"from {drawn.min():.1f} to {drawn.max():.1f} ppm".replace("-", "−")
    assert told in stage.state
    assert np.diff(line.get_xdata()) == pytest.approx(WEEK)
    stage.close()


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


def test_the_slope_of_a_power_is_its_height_for_one_base_only():
    stage = growth.base(2.0, x=1.0)
    for b, beside in ((2.0, "less"), (np.e, "as much"), (3.0, "more"), (1.5, "less")):
        stage.controls["b"].value = b
        told = re.search(
            r"\)/h is (\S+) for .* (\S+) high; its slope is (.+): (\S+)\.$", stage.state
        )
        assert float(told[1]) == pytest.approx(np.log(b), abs=6e-4)
        assert float(told[4]) == pytest.approx(float(told[1]) * float(told[2]), abs=0.02)
        assert told[3].startswith(beside)
    stage.close()


BUSY = ["floor(20x)", "max(sin(20x), cos(15x))", "|sin(9x)|^1.5 + floor(3x)", "cbrt(sin(25x))", "0^floor(9x)",
        "max(sin(9x), min(cos(8x), |sin(11x)|))^3", "floor(e^(2x))", "|x^x + sin(1/x)|*floor(5x)",
        "floor(5sin(3x))*floor(5cos(4x))*|x|^x", "atan(tan(9x))/floor(9x)"]  # fmt: skip


@pytest.mark.parametrize("text", BUSY)
def test_a_picture_judges_few_points_with_many_digits_or_says_why_not(text, monkeypatch):
    """What a first picture costs, counted: points judged times parts of the formula that is judged."""
    work = []
    monkeypatch.setattr(
        sides,
        "slope_at",
        lambda slope, f, *a, old=sides.slope_at: (
            work.append(size_and_depth(f.tree)[0]) or old(slope, f, *a)
        ),
    )
    try:
        reading.trace_derivative(text).close()
    except FunctionError as refused:
        assert "places" in str(refused) and "try a shorter stretch" in str(refused)
    assert sum(work) <= 4000 and len(work) <= 300, (sum(work), len(work))
