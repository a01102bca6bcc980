"""f after g is f(g(x)), and its slope the product of theirs."""

import itertools

import numpy as np
import pytest

from lib.formula.composition import composition
from lib.formula.functions import function

INNER = ("x^2", "x^3", "3x", "sin x", "e^x", "|x|", "√x", "1/x")
OUTER = ("sin u", "e^u", "u^2", "2u", "ln u", "√u", "|u|", "sigmoid(u)")


@pytest.mark.parametrize(("g", "f"), list(itertools.product(INNER, OUTER)))
def test_a_composition_is_f_of_g_and_its_slope_the_product(g, f):
    g, f = function(g), function(f, variables=("u",))
    whole = composition(f, g)
    x = np.array([-1.7, -0.9, -0.3, 0.4, 1.1, 1.8])
    np.testing.assert_allclose(whole(x), f(g(x)), rtol=1e-12, equal_nan=True)
    product = f.derivative(g(x)) * g.derivative(x)
    both = np.isfinite(product)
    np.testing.assert_allclose(whole.derivative(x)[both], product[both], rtol=1e-9, atol=1e-12)


def test_a_composition_with_a_python_function_is_numerical():
    square = function("u^2", variables=("u",))
    whole = composition(square, function(lambda x: np.sin(3 * x)))
    assert not whole.exact
    assert whole.derivative(0.7) == pytest.approx(3 * np.sin(4.2), rel=1e-6)
