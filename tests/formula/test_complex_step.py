"""The complex step of formulas against SymPy's derivatives, and what it refuses."""

import math

import numpy as np
import pytest
import sympy as sp

from lib.formula import FunctionError, function
from lib.formula.complex_step import INSTEAD, complex_slopes

X = sp.symbols("x")
ANALYTIC = {
    "sin(x) cos(x)": sp.sin(X) * sp.cos(X),
    "tan(x)": sp.tan(X),
    "asin(x/4) + acos(x/3)": sp.asin(X / 4) + sp.acos(X / 3),
    "atan(x) sinh(x)": sp.atan(X) * sp.sinh(X),
    "cosh(x) - tanh(x)": sp.cosh(X) - sp.tanh(X),
    "e^(x^2)/x": sp.exp(X**2) / X,
    "ln(x^2)": sp.log(X**2),
    "log2(3 + x) + log10(3 + x)": sp.log(3 + X, 2) + sp.log(3 + X, 10),
    "sqrt(3 + x)": sp.sqrt(3 + X),
    "sigmoid(3x)": 1 / (1 + sp.exp(-3 * X)),
    "softplus(2x)": sp.log(1 + sp.exp(2 * X)),
    "x^-3 + x^5": X**-3 + X**5,
    "(3 + x)^2.5": (3 + X) ** sp.Rational(5, 2),
    "(3 + x)^x": (3 + X) ** X,
    "2^x": 2**X,
    "7": sp.Integer(7),
}


@pytest.mark.parametrize("text", ANALYTIC)
def test_all_digits_from_the_shortest_steps(text):
    slope = sp.diff(ANALYTIC[text], X)
    for x in (-1.25, -0.5, 0.75, 1.5):
        due = float(slope.subs(X, sp.Float(x, 40)).evalf(40))
        found = complex_slopes(function(text), x, [1e-12, -1e-30, 1e-150, 1e-300])
        assert found == pytest.approx([due] * 4, rel=1e-13, abs=1e-13), x


def test_the_cube_root_is_the_real_one_and_large_numbers_do_no_harm():
    for x in (-8.0, 8.0):
        assert complex_slopes(function("cbrt(x)"), x, [1e-200]) == pytest.approx([1 / 12])
    for text, x, due in (
        ("sigmoid(x)", -800.0, 0),
        ("softplus(x)", 800.0, 1),
        ("tanh(x)", 800.0, 0),
    ):
        assert complex_slopes(function(text), x, [1e-200]) == pytest.approx([due])
    assert np.isnan(complex_slopes(function("ln(x)"), -1.0, [1e-8])).all()
    assert np.isnan(complex_slopes(function("sqrt(x)"), -1.0, [1e-8])).all()


TEXTS = {
    "abs": "|x| + x", "sign": "sign(x)", "step": "step(x)", "floor": "floor(x)", "ceil": "ceil(x)",
    "relu": "3 relu(x)", "max": "max(x, 1)", "min": "e^min(x, 1)", "if": "x if x > 0 else 0",
}  # fmt: skip


@pytest.mark.parametrize("name", INSTEAD)
def test_what_isnt_analytic_is_refused_with_advice(name):
    with pytest.raises(FunctionError, match="isn’t analytic") as refused:
        complex_slopes(function(TEXTS[name]), 2.0, [1e-8])
    assert INSTEAD[name][0] in str(refused.value) and INSTEAD[name][1] in str(refused.value)


def test_the_readers_own_function():
    assert complex_slopes(function(lambda x: x**3), 2.0, [1e-200]) == pytest.approx([12.0])
    assert complex_slopes(function(np.exp), 0.0, [1e-200]) == pytest.approx([1.0])
    for own, words in (
        (lambda x: math.sin(x), "Take np.sin for math.sin"),
        (lambda x: x if x > 0 else -x, "no comparisons"),
        (np.abs, "didn’t answer with one"),
        (lambda x: np.real(x) ** 2, "lose what stands beside i"),
        (lambda x: [x, x], "didn’t answer with one"),
        (lambda x: 1 / 0 if np.iscomplexobj(x) else x, "division by zero"),
    ):
        with pytest.raises(FunctionError, match=words):
            complex_slopes(function(own), 2.0, [1e-8])
