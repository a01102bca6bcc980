"""Notebook 03: what its prose and its replies say is so, computed another way."""

from pathlib import Path

import nbformat
import numpy as np
import pytest
import sympy as sp

from lib.data import records

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "03_reading_a_derivative.ipynb"
PROSE = "\n".join(
    cell.source for cell in nbformat.read(NOTEBOOK, 4).cells if cell.cell_type == "markdown"
)
WEEK = 7 / 365.25
x, t, q, p = sp.symbols("x t q p", real=True)


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


def test_rules_as_stated():
    u, v = sp.Function("u")(x), sp.Function("v")(x)
    du, dv = sp.diff(u, x), sp.diff(v, x)
    assert sp.simplify(sp.diff(u * v, x) - (du * v + u * dv)) == 0
    assert sp.simplify(sp.diff(u / v, x) - (du * v - u * dv) / v**2) == 0
    s = 1 / (1 + sp.exp(-x))
    assert sp.simplify(sp.diff(s, x) - s * (1 - s)) == 0
    assert sp.diff(sp.sin(x), x) == sp.cos(x) and sp.diff(sp.exp(x), x) == sp.exp(x)
    assert sp.limit((sp.E**t - 1) / t, t, 0) == 1 and sp.diff(sp.log(x), x) == 1 / x
    half = sp.Rational(1, 2)
    slopes = [sp.diff(g, x).subs(x, half) for g in (x, x**2, x * x**2)]
    assert slopes == [1, 1, sp.Rational(3, 4)]
    assert round(0.501**3 - 0.5**3, 5) == 0.00075
